using System.Globalization;

namespace Consult.Harness;

/// <summary>Processes that stand still, as those of a machine that hangs; they go on when this is disposed.</summary>
public sealed class Paused : IAsyncDisposable
{
    private readonly string[] _processes;

    private Paused(string[] processes) => _processes = processes;

    /// <summary>Stops processes where they stand (<c>SIGSTOP</c>).</summary>
    public static async Task<Paused> StopAsync(params IEnumerable<int> processes)
    {
        var paused = new Paused([.. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        await SignalAsync("-STOP", paused._processes);
        return paused;
    }

    /// <summary>Ends processes as a crash does (<c>SIGKILL</c>); those that have ended already are no error.</summary>
    internal static Task KillAsync(IEnumerable<int> processes) =>
        SignalAsync("-KILL", [.. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SignalAsync("-CONT", _processes);

    // A process that ends before its signal comes makes the program fail, after it has signalled the others.
    private static async Task SignalAsync(string signal, string[] processes) =>
        await Programs.TryAsync("kill", [signal, .. processes]);
}
