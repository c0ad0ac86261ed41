using Tollama.Cli;
using Tollama.Core.Api;
using Tollama.Data.Writing;

namespace Tollama;

/// <summary>Where the CLI meets the daemon's writers of tables.</summary>
internal sealed class AnswerTables : ITableWriter
{
    public Task WriteAsync(BacktestResponse found, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        BacktestTable.WriteAsync(found, format, destination, cancellationToken);

    public Task WriteAsync(ImputeResponse filled, AnswerFormat format, Stream destination, CancellationToken cancellationToken) =>
        ImputeTable.WriteAsync(filled, format, destination, cancellationToken);
}
