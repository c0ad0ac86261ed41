using System.Globalization;
using System.IO.Compression;
using System.Reflection;

namespace Tollama.Stats.Tests.Laws;

/// <summary>A history of a forecasting data set that lies beside the repository, when it is there.</summary>
/// <param name="Id">Its name in the set.</param>
/// <param name="Season">The season that the set is scored with.</param>
/// <param name="Values">The training part, from the first observed value on.</param>
/// <param name="Horizon">How many steps the set asks for.</param>
internal sealed record SharedSeries(string Id, int Season, double[] Values, int Horizon)
{
    private static string Root { get; } = typeof(SharedSeries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    // A worktree may lie one level deeper than a clone.
    private static string? Folder { get; } = new[] { "../shared/data", "../../shared/data" }
        .Select(path => Path.GetFullPath(Path.Combine(Root, path))).FirstOrDefault(Directory.Exists);

    /// <summary>The sets that are there; one row that is skipped when none is.</summary>
    public static IEnumerable<TheoryDataRow<string>> Sets => Folder is null
        ? [new TheoryDataRow<string>("") { Skip = "the data sets (../shared/data) are not on this machine" }]
        : Directory.EnumerateDirectories(Folder).Where(set => File.Exists(PathOf(set))).Order(StringComparer.Ordinal)
            .Select(set => new TheoryDataRow<string>(Path.GetFileName(set)));

    /// <summary>Some series of a set without gaps, spread evenly over it; the same in each run.</summary>
    public static IReadOnlyList<SharedSeries> Sample(string set, int count)
    {
        List<SharedSeries> all = [];
        using FileStream file = File.OpenRead(PathOf(Path.Combine(Folder!, set)));
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        reader.ReadLine();
        while (reader.ReadLine() is string train && reader.ReadLine() is string test)
        {
            string[] cells = train.Split(',');
            double[] values = [.. cells[5].Split(' ').SkipWhile(IsMissing).Select(value => IsMissing(value) ? double.NaN : double.Parse(value, CultureInfo.InvariantCulture))];
            if (!Array.Exists(values, double.IsNaN))
            {
                all.Add(new SharedSeries(cells[0], int.Parse(cells[2], CultureInfo.InvariantCulture), values, test.Split(',')[5].Split(' ').Length));
            }
        }

        return [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(index => all[(int)((long)index * all.Count / count)])];
    }

    private static string PathOf(string set) => Path.Combine(set, "series.csv.gz");

    private static bool IsMissing(string value) => value is "NA" or "NaN";
}
