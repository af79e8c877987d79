using Microsoft.Extensions.Logging;

namespace Consult.Silo.Tests.Feeds;

/// <summary>Everything that any part of a host logs, at every level, with exceptions in full.</summary>
internal sealed class CapturedLog : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly List<(int Id, LogLevel Level, string Text)> _entries = [];
    private readonly List<(int Id, TaskCompletionSource Logged)> _waiters = [];

    /// <summary>What was logged so far.</summary>
    public IReadOnlyList<(int Id, LogLevel Level, string Text)> Entries
    {
        get
        {
            lock (_gate) return [.. _entries];
        }
    }

    /// <summary>Ends when an event of that id is logged, be it in the past.</summary>
    public Task WhenLogged(int id)
    {
        lock (_gate)
        {
            if (_entries.Exists(entry => entry.Id == id)) return Task.CompletedTask;
            var logged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((id, logged));
            return logged.Task.Limited();
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(int id, LogLevel level, string text)
    {
        lock (_gate)
        {
            _entries.Add((id, level, text));
            foreach (var (_, logged) in _waiters.Where(waiter => waiter.Id == id)) logged.TrySetResult();
        }
    }

    private sealed class Logger(CapturedLog owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            owner.Add(eventId.Id, logLevel, $"{formatter(state, exception)} {exception}");
    }
}
