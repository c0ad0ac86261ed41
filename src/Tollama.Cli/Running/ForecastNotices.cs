using Tollama.Cli.Output;
using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli.Running;

/// <summary>What a person should know about a forecast, on standard error.</summary>
internal static class ForecastNotices
{
    private const int MaxShown = 20;

    public static void Write(ForecastResponse response, OutputFormat format, TextWriter writer)
    {
        if (response.Input is { } input)
        {
            writer.WriteLine(VisibleText.OneLine($"Read as {input}"));
        }

        SeriesNotices ofSeries = new();
        foreach (SeriesForecastData forecast in response.Forecasts)
        {
            ofSeries.AddRange(forecast.Id, forecast.Warnings ?? []);
        }

        WriteAll(writer, "Warning", [.. (response.Warnings ?? []).Concat(ofSeries.Items).Distinct()]);
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

        WriteAll(writer, "Error", failed.Items);
    }

    /// <summary>Writes what stands in the headers of an answer: the first notices, and how many there are besides.</summary>
    public static void Write(ForecastDownload answer, TextWriter writer)
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
            writer.WriteLine("Long answers are sent before all is known: series that were not forecast have their reason in the column 'error'");
        }

        WriteRest("Warning", (answer.Warnings ?? 0) - (notices.Warnings?.Count ?? 0), writer);
        WriteRest("Error", (answer.Errors ?? 0) - (notices.Errors?.Count ?? 0), writer);
    }

    private static void WriteRest(string kind, int count, TextWriter writer)
    {
        if (count > 0)
        {
            writer.WriteLine($"{kind}: … and {count} more (all of them: --format json)");
        }
    }

    private static void WriteAll(TextWriter writer, string kind, IReadOnlyList<string> notices)
    {
        foreach (string notice in notices.Take(MaxShown))
        {
            writer.WriteLine(VisibleText.OneLine($"{kind}: {OptionText.Of(notice)}"));
        }

        if (notices.Count > MaxShown)
        {
            writer.WriteLine($"{kind}: … and {notices.Count - MaxShown} more like these (all of them: --format json)");
        }
    }
}
