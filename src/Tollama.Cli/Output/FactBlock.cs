using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>A title and below it, indented, a fact a line.</summary>
internal static class FactBlock
{
    private const int KeyGap = 4;

    /// <summary>Writes the block and a blank line; nothing when there are no facts.</summary>
    public static void Write(TextWriter writer, string title, IEnumerable<(string Key, string Value)> facts)
    {
        (string Key, string Value)[] all = [.. facts.Select(fact => (VisibleText.OneLine(fact.Key), VisibleText.OneLine(fact.Value)))];
        if (all.Length == 0)
        {
            return;
        }

        int width = all.Max(fact => fact.Key.Length) + KeyGap;
        writer.WriteLine("  " + title);
        foreach ((string key, string value) in all)
        {
            writer.WriteLine(("    " + key.PadRight(width) + value).TrimEnd());
        }

        writer.WriteLine();
    }
}
