using Tollama.Core.Api;

namespace Tollama.Cli;

/// <summary>Writes answers as tables, which this program receives as JSON: the daemon's writers, without a daemon.</summary>
public interface ITableWriter
{
    /// <summary>Writes the forecasts of a backtest: a row a model, series, window and step.</summary>
    /// <param name="found">The answer, with its forecasts.</param>
    /// <param name="format">A format that is a table.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    Task WriteAsync(BacktestResponse found, AnswerFormat format, Stream destination, CancellationToken cancellationToken);

    /// <summary>Writes series whose missing values were filled: a row a value.</summary>
    /// <param name="filled">The answer.</param>
    /// <param name="format">A format that is a table.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    Task WriteAsync(ImputeResponse filled, AnswerFormat format, Stream destination, CancellationToken cancellationToken);
}
