using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Consult.Process.Tests;

/// <summary>What somebody reads who starts the server where it cannot run.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task Where_something_else_listens_the_last_line_says_so_and_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var data = Directory.CreateTempSubdirectory("consult-start-");
        var start = new ProcessStartInfo("dotnet", [Play.Dll, "--data", data.FullName, "--urls", $"http://{other.LocalEndpoint}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        using var server = System.Diagnostics.Process.Start(start)!;
        var printed = server.StandardOutput.ReadToEndAsync();

        var lines = (await server.StandardError.ReadToEndAsync()).Trim().Split('\n');
        await printed;
        await server.WaitForExitAsync();

        server.ExitCode.ShouldBe(1);
        lines.ShouldHaveSingleItem().ShouldContain("--urls");
        data.Delete(recursive: true);
    }
}
