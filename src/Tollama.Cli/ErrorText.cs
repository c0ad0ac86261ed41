using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli;

/// <summary>Errors for people, on standard error: what happened, each fault, what to do.</summary>
internal static class ErrorText
{
    private const int MaxFaults = 10;

    public static void Write(TextWriter writer, string message, string? hint)
    {
        writer.WriteLine("Error: " + message);
        if (hint is not null)
        {
            writer.WriteLine("Hint: " + hint);
        }
    }

    public static void Write(TextWriter writer, TollamaClientException exception)
    {
        writer.WriteLine("Error: " + VisibleText.OneLine(OptionText.Of(exception.Message)));
        // A message that begins with the number of its series has told of their faults.
        bool isTold = exception.Message.StartsWith($"{exception.Faults.Count} series", StringComparison.Ordinal) && exception.Faults.DistinctBy(fault => SeriesNotices.ShapeOf(fault.Msg)).Count() == 1;
        WriteFaults(writer, exception.Faults.Count > 1 && !isTold ? exception.Faults : []);
        if (exception.Hint is { } hint)
        {
            writer.WriteLine("Hint: " + VisibleText.OneLine(OptionText.Of(hint)));
        }
    }

    public static void WriteFaults(TextWriter writer, IReadOnlyList<Fault> faults)
    {
        int shown = 0;
        int told = 0;
        foreach (IGrouping<string, Fault> kind in faults.GroupBy(fault => SeriesNotices.ShapeOf(fault.Msg)).TakeWhile(_ => shown < MaxFaults))
        {
            Fault[] alike = [.. kind];
            foreach (Fault fault in alike.Take(SeriesNotices.Examples))
            {
                writer.WriteLine(VisibleText.OneLine($"  {fault.Path}: {OptionText.Of(fault.Msg)}"));
                shown++;
            }

            if (alike.Length > SeriesNotices.Examples)
            {
                writer.WriteLine($"  … and {alike.Length - SeriesNotices.Examples} more like these");
            }

            told += alike.Length;
        }

        if (told < faults.Count)
        {
            writer.WriteLine($"  … and {faults.Count - told} more");
        }
    }
}
