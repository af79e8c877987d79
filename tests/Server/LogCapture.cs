using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Consult.Testing.Server;

/// <summary>One line of a log.</summary>
public sealed record LogLine(string Category, LogLevel Level, EventId Id, string Text);

/// <summary>Keeps what is logged, exceptions included.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyCollection<LogLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new(category, logLevel, eventId, $"{formatter(state, exception)} {exception}"));
    }
}
