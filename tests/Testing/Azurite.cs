using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Consult.Testing;

/// <summary>
/// Azurite, Microsoft's own stand-in for Azure Storage, in a process that ends with the test: on a free port of this
/// machine, with everything in memory.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    // The account and key that Azurite's documentation gives to everybody.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Script = Path.Combine(
        Find(new(AppContext.BaseDirectory)), "tests", "Azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");

    private readonly Process _process;

    private Azurite(Process process, string address) =>
        (_process, ConnectionString) = (process, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={address}/{Account};");

    /// <summary>Why it cannot be started, null when it can; under CI it is tried all the same, and fails.</summary>
    public static string? Missing =>
        Environment.GetEnvironmentVariable("CI") == "true" ? null
        : !IsInstalled("node") ? "node is not installed."
        : !File.Exists(Script) ? "npm ci has not run in tests/Azurite."
        : null;

    /// <summary>Where it is, as Azure writes it.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<Azurite> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(
            "node", [Script, "--blobHost", "127.0.0.1", "--blobPort", "0", "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry"])
        {
            RedirectStandardOutput = true,
        })!;
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (Listening().Match(line) is { Success: true } match)
                return new(process, match.Value);
        throw new InvalidOperationException("Azurite ended before it listened.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Consult.sln")) ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository."));

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex("http://127\\.0\\.0\\.1:[1-9][0-9]*")]
    private static partial Regex Listening();
}
