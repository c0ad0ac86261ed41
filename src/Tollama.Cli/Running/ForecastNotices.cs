using Tollama.Cli.Output;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>What a person should know about a forecast, on standard error.</summary>
internal static class ForecastNotices
{
    public static void Write(ForecastResponse response, OutputFormat format, TextWriter writer)
    {
        Notices.WriteInput(writer, response.Input);
        SeriesNotices ofSeries = new();
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            ofSeries.AddRange(forecast.Id, forecast.Warnings ?? []);
        }

        Notices.WriteAll(writer, "Warning", [.. (response.Warnings ?? []).Concat(ofSeries.Items).Distinct()]);
        if (response.Metrics is { } metrics && format is OutputFormat.Csv or OutputFormat.Ndjson)
        {
            // A row there is a step or a series of the forecast: the measures have no place in it.
            writer.WriteLine($"Measures: {MetricsSheet.OneLine(metrics)} (of each series: --format table or json)");
        }

        SeriesNotices failed = new();
        foreach (SeriesError error in response.Errors ?? [])
        {
            failed.Add(error.Id, $"series '{Excerpt.Of(error.Id)}' was not forecast: {SeriesNotices.WithoutName(error.Id, error.Message)}");
        }

        Notices.WriteAll(writer, "Error", failed.Items);
    }

    /// <summary>Writes what stands in the headers of an answer: the first notices, and how many there are besides.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="failed">How many series failed, as its headers or its rows tell; <see langword="null"/> where neither does.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(ForecastDownload answer, int? failed, TextWriter writer)
    {
        AnswerNotices notices = answer.Notices ?? new AnswerNotices();
        ForecastResponse response = new()
        {
            Input = notices.Input,
            Warnings = notices.Warnings,
            Errors = notices.Errors,
            Metrics = notices.Measures is { } measures ? new ForecastMetrics { Aggregate = measures, Series = [] } : null,
        };
        Write(response, OutputFormat.Csv, writer);
        if (answer.Errors is null)
        {
            WriteOfPieces(failed, notices.Errors?.Count ?? 0, writer);
            return;
        }

        WriteRest("Warning", (answer.Warnings ?? 0) - (notices.Warnings?.Count ?? 0), writer);
        WriteRest("Error", (answer.Errors ?? 0) - (notices.Errors?.Count ?? 0), writer);
    }

    private static void WriteOfPieces(int? failed, int known, TextWriter writer)
    {
        if ((failed ?? known) > 0)
        {
            string count = (failed is null ? "at least " : "") + CountText.Of(failed ?? known, "series was", "series were");
            writer.WriteLine($"Error: {count} not forecast: the reasons are in the column 'error'");
        }
        else if (failed is null)
        {
            writer.WriteLine("Warning: whether all series were forecast is not known: of those that were not, the reasons are in the column 'error'");
        }

        writer.WriteLine("Long answers are sent before all is known: there may be more warnings than these (all of them: --format json)");
    }

    private static void WriteRest(string kind, int count, TextWriter writer)
    {
        if (count > 0)
        {
            writer.WriteLine($"{kind}: … and {count} more (all of them: --format json)");
        }
    }
}
