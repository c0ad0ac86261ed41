using System.IO.Pipelines;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing;

/// <summary>A table of an answer that is there whole, into a stream.</summary>
internal static class AnswerTable
{
    private const int MostHeldBytes = 1 << 20;

    /// <summary>Writes the table, and leaves the stream open.</summary>
    public static async Task WriteAsync(
        AnswerFormat format, AnswerColumns columns, AnswerMetadata metadata, IEnumerable<SeriesForecastData> rows, Stream destination, CancellationToken cancellationToken)
    {
        PipeWriter pipe = PipeWriter.Create(destination, new StreamPipeWriterOptions(leaveOpen: true));
        IAnswerWriter writer = AnswerWriter.Of(format, pipe);
        await using (writer.ConfigureAwait(false))
        {
            await writer.BeginAsync(columns, metadata).ConfigureAwait(false);
            foreach (SeriesForecastData row in rows)
            {
                await writer.AddAsync(row).ConfigureAwait(false);
                if (pipe.UnflushedBytes > MostHeldBytes)
                {
                    await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            await writer.EndAsync(metadata).ConfigureAwait(false);
        }

        await pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>What the column of time stamps holds.</summary>
    /// <param name="format">The format.</param>
    /// <param name="stamps">The time stamps of each series, and how many rows it has, which count where it has none.</param>
    public static StampType StampsOf(AnswerFormat format, IEnumerable<(IReadOnlyList<string>? Stamps, int Count)> stamps)
    {
        if (AnswerFormats.IsText(format))
        {
            return new StampType(StampKind.Text);
        }

        List<Timestamp> known = [];
        foreach (string text in stamps.SelectMany(one => one.Stamps ?? [.. Enumerable.Range(1, one.Count).Select(step => step.ToString(System.Globalization.CultureInfo.InvariantCulture))]))
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
