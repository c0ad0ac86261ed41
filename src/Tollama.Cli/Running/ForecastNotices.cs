using Tollama.Cli.Output;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
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

        IEnumerable<string> ofSeries = response.Forecasts.SelectMany(forecast => (forecast.Warnings ?? []).Select(warning => $"{forecast.Id}: {warning}"));
        WriteAll(writer, "Warning", [.. (response.Warnings ?? []).Concat(ofSeries).Distinct()]);
        if (response.Metrics is { } metrics && format is OutputFormat.Csv or OutputFormat.Ndjson)
        {
            // A row there is a step or a series of the forecast: the measures have no place in it.
            writer.WriteLine($"Measures: {MetricsSheet.OneLine(metrics)} (of each series: --format table or json)");
        }

        WriteAll(writer, "Error", [.. (response.Errors ?? []).Select(error => $"series '{error.Id}' was not forecast: {error.Message}")]);
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
