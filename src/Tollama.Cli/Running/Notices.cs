using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli.Running;

/// <summary>What a person should know about an answer, on standard error.</summary>
internal static class Notices
{
    private const int MaxShown = 20;

    /// <summary>Writes how a table was understood.</summary>
    public static void WriteInput(TextWriter writer, string? input)
    {
        if (input is not null)
        {
            writer.WriteLine(VisibleText.OneLine($"Read as {input}"));
        }
    }

    /// <summary>Writes the first of some notices, and how many there are besides.</summary>
    public static void WriteAll(TextWriter writer, string kind, IReadOnlyList<string> notices)
    {
        foreach (string notice in notices.Take(MaxShown))
        {
            writer.WriteLine(VisibleText.OneLine($"{kind}: {OptionText.Of(notice)}"));
        }

        if (notices.Count > MaxShown)
        {
            writer.WriteLine($"{kind}: … and {notices.Count - MaxShown} more like these (all of them are in the JSON)");
        }
    }

    /// <summary>Writes the notices of an answer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="input">How a table was understood.</param>
    /// <param name="warnings">What the whole answer warns of.</param>
    /// <param name="ofSeries">What it warns of single series.</param>
    /// <param name="errors">The series that failed.</param>
    /// <param name="done">What was not done with them: <c>filled</c>.</param>
    public static void Write(
        TextWriter writer,
        string? input,
        IReadOnlyList<string>? warnings,
        IEnumerable<(string Id, IReadOnlyList<string>? Warnings)> ofSeries,
        IReadOnlyList<SeriesError>? errors,
        string done)
    {
        WriteInput(writer, input);
        SeriesNotices told = new();
        foreach ((string id, IReadOnlyList<string>? texts) in ofSeries)
        {
            told.AddRange(id, texts ?? []);
        }

        WriteAll(writer, "Warning", [.. (warnings ?? []).Concat(told.Items).Distinct()]);
        SeriesNotices failed = new();
        foreach (SeriesError error in errors ?? [])
        {
            failed.Add(error.Id, $"series '{Excerpt.Of(error.Id)}' was not {done}: {SeriesNotices.WithoutName(error.Id, error.Message)}");
        }

        WriteAll(writer, "Error", failed.Items);
    }
}
