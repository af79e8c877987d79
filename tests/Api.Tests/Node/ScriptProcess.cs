using System.Diagnostics;
using System.Text;

namespace Consult.Api.Tests.Node;

/// <summary>A program that runs beside a test: lines in, lines out. It ends with the test, whatever happens.</summary>
internal sealed class ScriptProcess : IAsyncDisposable
{
    /// <summary>How long a line may take: far more than it ever takes, so that only a hanging program meets it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    private ScriptProcess(Process process) => (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Starts a program.</summary>
    public static ScriptProcess Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>What it has printed, as far as it has been read.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Hands it a line.</summary>
    public async Task WriteAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The first line, printed already or still to come, that passes.</summary>
    /// <exception cref="InvalidOperationException">It ended without.</exception>
    public async Task<string> FindAsync(Func<string, bool> passes)
    {
        var seen = 0;
        while (true)
        {
            for (; seen < _lines.Count; seen++)
                if (passes(_lines[seen])) return _lines[seen];
            if (await ReadAsync()) continue;
            throw new InvalidOperationException($"It ended and said: {await _errors}\nafter:\n{string.Join('\n', _lines)}");
        }
    }

    /// <summary>Ends its input, reads what is left, and waits until it is gone.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        while (await ReadAsync())
        {
        }
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<bool> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (await _process.StandardOutput.ReadLineAsync(patience.Token) is not { } line) return false;
            _lines.Add(line);
            return true;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It printed nothing in {Patience} after:\n{string.Join('\n', _lines)}");
        }
    }
}
