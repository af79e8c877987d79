using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Consult.Api.Tests.Contracts;

namespace Consult.Api.Tests.OpenApi;

/// <summary>The document from which the types of the web client are made, without the address of the server that wrote it.</summary>
public sealed class GoldenDocumentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task The_document_is_what_the_golden_file_says()
    {
        var document = JsonNode.Parse(await fixture.Server.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();
        document.Remove("servers");
        await Golden.CompareAsync(
            "openapi.json",
            document.ToJsonString(Indented) + "\n",
            "The web client's types are made from it. If this is meant, accept it and commit the file:");
    }
}
