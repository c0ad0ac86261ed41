using System.Text;

namespace Tollama.Cli.Terminal.Charts;

/// <summary>One line of a picture of characters, in the colours of its cells.</summary>
internal static class ChartRow
{
    /// <summary>The line.</summary>
    /// <param name="columns">How many cells it has.</param>
    /// <param name="cell">What a cell shows.</param>
    /// <param name="ansi">The colours.</param>
    public static string Paint(int columns, Func<int, (char Character, ChartInk Ink)> cell, Ansi ansi)
    {
        StringBuilder line = new();
        ChartInk last = ChartInk.None;
        int start = 0;
        char[] characters = new char[columns];
        for (int column = 0; column <= columns; column++)
        {
            ChartInk ink = ChartInk.None;
            if (column < columns)
            {
                (characters[column], ink) = cell(column);
            }

            if (column == columns || (ink != last && column > 0))
            {
                line.Append(Paint(new string(characters, start, column - start), last, ansi));
                start = column;
            }

            last = ink;
        }

        return line.ToString();
    }

    private static string Paint(string text, ChartInk ink, Ansi ansi) => ink switch
    {
        ChartInk.Mean => ansi.Forecast(text),
        ChartInk.Frame => ansi.Dim(text),
        ChartInk.Mark => ansi.Warning(text),
        _ => text,
    };
}
