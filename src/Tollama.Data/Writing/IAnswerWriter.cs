using Tollama.Core.Api;

namespace Tollama.Data.Writing;

/// <summary>Writes the table of an answer in one format: the one thing that a new format has to bring.</summary>
/// <remarks>Called once each: begin; then forecasts and errors, as many as there are; end.</remarks>
public interface IAnswerWriter : IAsyncDisposable
{
    /// <summary>About how many bytes it holds back, which are not in the output yet.</summary>
    long HeldBytes { get; }

    /// <summary>Writes what stands before the first row.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="metadata">What is known so far.</param>
    ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata);

    /// <summary>Writes the rows of a series.</summary>
    ValueTask AddAsync(SeriesForecastData forecast);

    /// <summary>Writes the row of a series that could not be forecast: its id, and why in the column for errors.</summary>
    ValueTask AddAsync(SeriesError error);

    /// <summary>Writes what stands behind the last row.</summary>
    /// <param name="metadata">All that is known.</param>
    ValueTask EndAsync(AnswerMetadata metadata);
}
