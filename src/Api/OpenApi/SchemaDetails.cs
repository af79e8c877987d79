using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Consult.Feeds;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consult.Api.OpenApi;

/// <summary>Describes the types that have a JSON form of their own.</summary>
internal sealed class SchemaDetails : IOpenApiSchemaTransformer
{
    /// <inheritdoc/>
    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        LeaveOutNull(schema, context.JsonTypeInfo);
        if (await ItemsAsync(schema, context, cancellationToken) is { } items) schema.Items = items;
        if (type == typeof(ProblemDetails)) DescribeProblem(schema);
        else if (type.IsAssignableTo(typeof(IDirectoryEntry))) AddId(schema);
        // The strict converters of ApiJson hide from the generator what they read.
        else if (type == typeof(string) || type == typeof(DateTimeOffset) || type.IsEnum) schema.Type = JsonSchemaType.String;
        else if (type == typeof(Position)) DescribeText(schema, "A place in a feed: seq.tag, or 0 for its start.");
        else if (type == typeof(PrivateText)) DescribeText(schema, "Text about a person.");
        else if (type == typeof(FeedId)) DescribeText(schema, "A feed: kind/key.");
        else if (type == typeof(Audience)) DescribeText(schema, "Who may see an event: all, staff or account:ID.");
        else if (type == typeof(CommandId)) DescribeText(schema, "The id of a command.");
        else if (IsStringId(type)) DescribeText(schema, "A key: letters, digits, '.', '-', '_', at most 64.");
    }

    /// <summary>What is null is left out of what clients receive, and may be left out of what they send.</summary>
    private static void LeaveOutNull(OpenApiSchema schema, JsonTypeInfo info)
    {
        schema.Type &= ~JsonSchemaType.Null;
        if (schema.Enum is { } values) schema.Enum = [.. values.Where(value => value is not null)];
        foreach (var property in info.Properties)
            if (property.IsGetNullable) schema.Required?.Remove(property.Name);
    }

    /// <summary>The shape of a list's items where the generator does not see it.</summary>
    private static async Task<IOpenApiSchema?> ItemsAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo is not { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }) return null;
        var entries = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(EntriesOfAttribute), false);
        if (entries is [EntriesOfAttribute { Type: var entry }]) element = entry;
        else if (schema.Items is not null) return null;
        return await context.GetOrCreateSchemaAsync(element, null, cancellationToken);
    }

    private static void AddId(OpenApiSchema schema)
    {
        var id = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Its key." };
        schema.Properties = new Dictionary<string, IOpenApiSchema> { ["id"] = id }
            .Concat(schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).ToDictionary();
        schema.Required = new HashSet<string>(schema.Required ?? new HashSet<string>()) { "id" };
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
