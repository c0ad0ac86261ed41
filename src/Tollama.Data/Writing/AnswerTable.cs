using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing;

/// <summary>A table of an answer that is there whole.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Metadata">What is known of it; a series that failed has a row where there is a column for errors.</param>
/// <param name="Rows">Its series.</param>
internal sealed record AnswerTable(AnswerColumns Columns, AnswerMetadata Metadata, IEnumerable<SeriesForecastData> Rows)
{
    private const int MostHeldBytes = 1 << 20;

    /// <summary>Writes the table.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where to.</param>
    /// <param name="drain">Called after each series: sends what was written, if it is much.</param>
    public async ValueTask WriteAsync(AnswerFormat format, IBufferWriter<byte> output, Func<ValueTask> drain)
    {
        IAnswerWriter writer = AnswerWriter.Of(format, output);
        await using (writer.ConfigureAwait(false))
        {
            await writer.BeginAsync(Columns, Metadata).ConfigureAwait(false);
            foreach (SeriesForecastData row in Rows)
            {
                await writer.AddAsync(row).ConfigureAwait(false);
                await drain().ConfigureAwait(false);
            }

            foreach (SeriesError error in Columns.HasErrors ? Metadata.Errors ?? [] : [])
            {
                await writer.AddAsync(error).ConfigureAwait(false);
            }

            await writer.EndAsync(Metadata).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the table into a stream, from its position on, and leaves it open.</summary>
    public async Task WriteAsync(AnswerFormat format, Stream destination, CancellationToken cancellationToken)
    {
        PipeWriter pipe = PipeWriter.Create(destination, new StreamPipeWriterOptions(leaveOpen: true));
        await WriteAsync(format, pipe, async () =>
        {
            if (pipe.UnflushedBytes > MostHeldBytes)
            {
                await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>What the column of time stamps holds.</summary>
    /// <param name="format">The format.</param>
    /// <param name="series">The time stamps of each series, and how many rows it has, which count where it has none.</param>
    public static StampType StampsOf(AnswerFormat format, IEnumerable<(IReadOnlyList<string>? Stamps, int Count)> series)
    {
        if (AnswerFormats.IsText(format))
        {
            return new StampType(StampKind.Text);
        }

        List<Timestamp> known = [];
        foreach (string text in series.SelectMany(one => one.Stamps ?? Enumerable.Range(1, one.Count).Select(step => step.ToString(CultureInfo.InvariantCulture))))
        {
            if (!Timestamp.TryParse(text.AsSpan(), out Timestamp stamp))
            {
                // One that is a text only makes all of them texts.
                return new StampType(StampKind.Text);
            }

            known.Add(stamp);
        }

        return StampType.Of(known);
    }
}
