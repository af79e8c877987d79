using System.Diagnostics;
using System.Reflection;
using Consult.Tools;

namespace Consult.Process.Tests;

/// <summary>A temporary record, and servers that are started on it one after the other.</summary>
internal sealed class ServerFolder : IAsyncDisposable
{
    private static readonly string Dll = typeof(ServerFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ServerDll").Value!;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("consult-process-");
    private OwnServer? _server;

    /// <summary>Where the server is, the same after a restart.</summary>
    public Uri Address => _server!.Address;

    public async Task StartAsync()
    {
        var port = _server?.Address.Port ?? 0;
        _server = await OwnServer.StartAsync(Dll, _folder.FullName, port, TimeProvider.System, CancellationToken.None);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public Task KillAsync() => _server!.KillAsync();

    /// <summary>Runs the server's verb <c>verify</c> on the record and returns what it ends with.</summary>
    public async Task<int> VerifyAsync()
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo("dotnet", [Dll, "verify", "--data", _folder.FullName]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
