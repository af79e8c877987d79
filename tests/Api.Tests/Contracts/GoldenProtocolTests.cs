using System.Text.Json;

namespace Consult.Api.Tests.Contracts;

public sealed class GoldenProtocolTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task What_clients_rely_on_is_what_the_golden_file_says() => await Golden.CompareAsync(
        "protocol.txt",
        ProtocolText.Write(JsonSerializer.Deserialize<JsonElement>(await fixture.Server.Http.GetStringAsync("/openapi/v1.json"))),
        """
        Clients are not updated with us: a route or field may be added, none may go. If this is meant, describe it in
        docs/protocol.md, accept it and commit the file:
        """);
}
