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
        WriteFaults(writer, exception.Faults.Count > 1 ? exception.Faults : []);
        if (exception.Hint is { } hint)
        {
            writer.WriteLine("Hint: " + VisibleText.OneLine(OptionText.Of(hint)));
        }
    }

    public static void WriteFaults(TextWriter writer, IReadOnlyList<Fault> faults)
    {
        foreach (Fault fault in faults.Take(MaxFaults))
        {
            writer.WriteLine(VisibleText.OneLine($"  {fault.Path}: {OptionText.Of(fault.Msg)}"));
        }

        if (faults.Count > MaxFaults)
        {
            writer.WriteLine($"  … and {faults.Count - MaxFaults} more");
        }
    }
}
