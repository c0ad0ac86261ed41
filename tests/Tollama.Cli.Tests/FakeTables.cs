using System.Text;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests;

/// <summary>Writes a word about each table instead of it.</summary>
internal sealed class FakeTables : ITableWriter
{
    public Task WriteAsync(BacktestResponse found, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        WriteAsync(destination, $"{found.Forecasts?.Count} windows as {format}\n", cancellationToken);

    public Task WriteAsync(ImputeResponse filled, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        WriteAsync(destination, $"{filled.Series.Count} series as {format}\n", cancellationToken);

    private static Task WriteAsync(Stream destination, string text, CancellationToken cancellationToken) =>
        destination.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
