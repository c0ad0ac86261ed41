using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>What a person should know about a backtest, on standard error.</summary>
internal static class BacktestNotices
{
    public static void Write(BacktestResponse found, TextWriter writer)
    {
        Notices.WriteInput(writer, found.Input);
        Notices.WriteAll(writer, "Warning", [.. (found.Warnings ?? []).Distinct()]);

        // What a model cannot do it cannot do in all windows: a series is told once for each.
        BacktestError[] errors = [.. (found.Errors ?? []).DistinctBy(error => (error.Id, error.Model, error.Message))];
        List<string> told = [];
        SeriesNotices failed = new();
        foreach (BacktestError error in errors)
        {
            string by = error.Model is { } model ? $" with '{model}'" : "";
            if (error.Id is { } id)
            {
                failed.Add(id, $"series '{Excerpt.Of(id)}' was not measured{by}: {SeriesNotices.WithoutName(id, error.Message)}");
            }
            else
            {
                told.Add(error.Model is { } alone ? $"{alone}: {error.Message}" : error.Message);
            }
        }

        Notices.WriteAll(writer, "Error", [.. told, .. failed.Items]);
    }
}
