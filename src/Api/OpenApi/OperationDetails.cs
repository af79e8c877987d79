using Consult.Api.Commands;
using Consult.Api.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Consult.Api.OpenApi;

/// <summary>Adds to each operation what the handler's signature does not say: sign-in, the command's id, problems.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var key = operation.Parameters?.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter.Name == Incoming.KeyHeader);
        if (key is not null)
        {
            key.Required = true;
            key.Description = "The client's id of the command: 1 to 120 visible ASCII characters without a slash, best a fresh UUID. "
                + "The same command under the same id has one effect and one answer.";
        }
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];

        // No body may be left out; the generator does not see it of those that are bound generically.
        if (operation.RequestBody is OpenApiRequestBody body) body.Required = true;

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem with its stable code; see /codes.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document) },
            },
        };
        return Task.CompletedTask;
    }
}
