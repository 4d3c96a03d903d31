using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rendrix.Web.Tests;

/// <summary>Keeps what a program logs as an error, so that a test that saw only its outside can tell the reason.</summary>
public sealed class ErrorLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>How many there are by now.</summary>
    public int Count => _lines.Count;

    /// <summary>Those that came after the first so many.</summary>
    public string Since(int count) => string.Concat(_lines.Skip(count).Select(l => "\n  server: " + l));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() => _lines.Clear();

    private sealed class Category(ErrorLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) log._lines.Enqueue($"{name}: {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}
