using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consult.Api.OpenApi;

/// <summary>The API described for machines, and a page on which people try it.</summary>
internal static class ApiDocument
{
    private const string Path = "/openapi/v1.json";

    /// <summary>Registers the document.</summary>
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer<OperationDetails>();
        options.AddSchemaTransformer<SchemaDetails>();
    });

    /// <summary>Adds the document and the page; they need no sign-in.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi(Path);
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint(Path, "Consult");
            ui.DocumentTitle = "Consult";
        });
    }

    private static Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Consult",
            Version = "1",
            Description = "Live medical consultation. What goes beyond single requests (commands and their ids, the "
                + "WebSocket, resuming) is described in docs/protocol.md.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT",
            Description = "The issuer's token; in development that of POST /sign-in.",
        };
        foreach (var schema in document.Components.Schemas?.Values ?? []) LeaveOutNull(schema);
        return Task.CompletedTask;
    }

    // What is null is left out (SchemaDetails), but the generator offers it as a choice beside every reference.
    private static void LeaveOutNull(IOpenApiSchema schema)
    {
        foreach (var (name, property) in schema.Properties?.ToArray() ?? [])
            if (property.OneOf is [{ Type: JsonSchemaType.Null }, var other]) schema.Properties![name] = other;
    }
}
