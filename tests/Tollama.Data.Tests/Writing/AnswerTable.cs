using System.Buffers;
using System.Text;
using Tollama.Core.Api;
using Tollama.Data.Writing;

namespace Tollama.Data.Tests.Writing;

/// <summary>Writes answers for tests.</summary>
internal static class AnswerTable
{
    internal static AnswerMetadata Metadata { get; } = new()
    {
        Model = "auto",
        ModelDigest = new string('0', 64),
        TollamaVersion = "9.9.9",
        Input = "time: ds, target: y",
        Methods = new Dictionary<string, string> { ["ä, \"b\""] = "theta" },
        Warnings = ["eins – zwei"],
    };

    internal static string Text(AnswerFormat format, AnswerColumns columns, IReadOnlyList<SeriesForecastData> forecasts, IReadOnlyList<SeriesError> errors, InputForm? form = null) =>
        Encoding.UTF8.GetString(Bytes(format, columns, forecasts, errors, form));

    internal static byte[] Bytes(AnswerFormat format, AnswerColumns columns, IReadOnlyList<SeriesForecastData> forecasts, IReadOnlyList<SeriesError> errors, InputForm? form = null)
    {
        ArrayBufferWriter<byte> output = new();
        WriteAsync(AnswerWriter.Of(format, output, form), columns, forecasts, errors).AsTask().GetAwaiter().GetResult();
        return output.WrittenSpan.ToArray();
    }

    private static async ValueTask WriteAsync(IAnswerWriter writer, AnswerColumns columns, IReadOnlyList<SeriesForecastData> forecasts, IReadOnlyList<SeriesError> errors)
    {
        await using (writer.ConfigureAwait(false))
        {
            await writer.BeginAsync(columns, Metadata);
            foreach (SeriesForecastData forecast in forecasts)
            {
                await writer.AddAsync(forecast);
            }

            foreach (SeriesError error in errors)
            {
                await writer.AddAsync(error);
            }

            await writer.EndAsync(Metadata with { Errors = errors.Count == 0 ? null : errors });
        }
    }
}
