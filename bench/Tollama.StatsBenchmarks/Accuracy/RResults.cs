using System.Globalization;
using System.Reflection;

namespace Tollama.StatsBenchmarks;

/// <summary>What R's forecast package and the competitions' entrants reached on the same data; r-results.csv says who and on how many series.</summary>
internal sealed record RResults(
    string Data, string Group, string Method, string Count, string Smape, string Mase, string Mape, string Rmsse, string Msis, string Coverage)
{
    public static IReadOnlyList<RResults> All { get; } = Read();

    private static List<RResults> Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("r-results.csv")!;
        using StreamReader reader = new(stream);
        List<RResults> rows = [];
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            if (!line.StartsWith('#') && cells[0] != "data")
            {
                rows.Add(new RResults(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9]));
            }
        }

        return rows;
    }

    /// <summary>A number of a cell; NaN where R has none.</summary>
    public static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
}
