using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>A file of many rows <c>id,ds,y</c> in a folder of its own, the same whenever it is made; deleted in the end.</summary>
internal sealed class BigTableFile : IDisposable
{
    private const int Seed = 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-big-table-");

    /// <param name="rows">How many rows it has.</param>
    /// <param name="series">How many series they are of, each with as many days from 1990 on.</param>
    /// <param name="isInterleaved">Whether the rows of a day stand together, not those of a series.</param>
    internal BigTableFile(int rows, int series, bool isInterleaved)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "table.csv");
        Random random = new(Seed);
        int days = rows / series;
        string[] dates = [.. Enumerable.Range(0, days).Select(day => new DateTime(1990, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
        using StreamWriter writer = new(Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        writer.Write("id,ds,y\n");
        Span<char> number = stackalloc char[32];
        for (int row = 0; row < days * series; row++)
        {
            (int one, int day) = isInterleaved ? (row % series, row / series) : (row / days, row % days);
            double value = Math.Round(100 + (one % 37) + (20 * Math.Sin(day / 7.0)) + (10 * random.NextDouble()), 2);
            writer.Write('s');
            one.TryFormat(number, out int length, default, CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write(',');
            writer.Write(dates[day]);
            writer.Write(',');
            value.TryFormat(number, out length, "0.##", CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            writer.Write('\n');
        }

        Rows = days * series;
    }

    internal string Path { get; }

    internal int Rows { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
