using System.Text.Json.Nodes;
using Consult.Feeds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consult.Api.OpenApi;

/// <summary>Describes the types that have a JSON form of their own.</summary>
internal sealed class SchemaDetails : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(ProblemDetails)) DescribeProblem(schema);
        // The strict converters of ApiJson hide from the generator what they read.
        else if (type == typeof(string) || type == typeof(DateTimeOffset) || type.IsEnum) schema.Type = JsonSchemaType.String;
        else if (type == typeof(Position)) DescribeText(schema, "A place in a feed: seq.tag, or 0 for its start.");
        else if (type == typeof(PrivateText)) DescribeText(schema, "Text about a person.");
        else if (type == typeof(FeedId)) DescribeText(schema, "A feed: kind/key.");
        else if (type == typeof(Audience)) DescribeText(schema, "Who may see an event: all, staff or account:ID.");
        else if (type == typeof(CommandId)) DescribeText(schema, "The id of a command.");
        else if (IsStringId(type)) DescribeText(schema, "A key: letters, digits, '.', '-', '_', at most 64.");
        return Task.CompletedTask;
    }

    private static bool IsStringId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IStringId<>));

    private static void DescribeText(OpenApiSchema schema, string description)
    {
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Required = null;
        schema.Description = description;
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        schema.Description = "Problem details, RFC 9457.";
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["code"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String, Description = "Stable; the list stands in /codes.",
            Enum = [.. Codes.All.Select(info => (JsonNode)JsonValue.Create(info.Code)!)],
        };
        schema.Properties["retry"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Boolean, Description = "Whether the same command under the same id may succeed later.",
        };
    }
}
