using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Consult.Web.Tests.Harness;

/// <summary>A server with <c>--demo</c> as a newcomer starts it: found by the address that it prints once the demo is ready.</summary>
public sealed partial class DemoServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-newcomer-");
    private Process _process = null!;

    /// <summary>The address that it printed.</summary>
    public Uri Address { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(
            new ProcessStartInfo("dotnet", [ServerDll.Path, "--demo", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException("The server ended before its demo was ready."));
            else if (Ready().Match(line.Data) is { Success: true } match) ready.TrySetResult(new(match.Groups[1].Value));
        };
        _process.BeginOutputReadLine();
        Address = await ready.Task.WaitAsync(Patience);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"^The demo is ready .* Open (http://\S+/)app/ in two windows")]
    private static partial Regex Ready();
}
