using System.Text.Json;

namespace Consult.Api.Tests.Contracts;

public sealed class GoldenProtocolTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Accept = "CONSULT_ACCEPT_GOLDEN";

    [Fact]
    public async Task What_clients_rely_on_is_what_the_golden_file_says()
    {
        var golden = Path.Combine(Root(), "tests", "golden", "protocol.txt");
        var now = ProtocolText.Write(JsonSerializer.Deserialize<JsonElement>(await fixture.Server.Http.GetStringAsync("/openapi/v1.json")));
        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(golden, now);
        var (old, current) = (File.Exists(golden) ? await File.ReadAllLinesAsync(golden) : [], now.Split('\n'));
        var difference = old.Except(current).Select(line => "- " + line).Concat(current.Except(old).Select(line => "+ " + line));

        difference.ShouldBeEmpty($"""
            The protocol is not what {golden} says. Clients are not updated with us: a route or field may be added, none may
            go. If this is meant, describe it in docs/protocol.md, accept it and commit the file:

                {Accept}=1 dotnet test tests/Api.Tests
            """);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Consult.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
