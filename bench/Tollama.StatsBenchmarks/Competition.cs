using System.Globalization;
using System.IO.Compression;

namespace Tollama.StatsBenchmarks;

/// <summary>Reads the competitions' data, which are not part of the repository.</summary>
internal static class Competition
{
    public const string Missing =
        "The competition data are not here. Put them into a folder shared/data beside the repository (a folder a competition, each with series.csv.gz).";

    public static readonly string[] Names =
    [
        "m3", "tourism", "m4_weekly", "m4_hourly", "carparts",
        "aus_retail", "pbs", "livestock", "daily_web", "hourly", "weekly_misc", "world", "calls", "classic",
    ];

    /// <summary>The folder beside the repository that holds the data; <see langword="null"/> when it is not there.</summary>
    public static string? Folder
    {
        get
        {
            for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            {
                string candidate = Path.Combine(at.FullName, "shared", "data");
                if (Directory.Exists(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }

    /// <summary>All series of a competition that have no missing value (leading ones are cut), as the reference results have it.</summary>
    public static IReadOnlyList<CompetitionSeries> Load(string folder, string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(folder, name, "series.csv.gz"));
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        List<CompetitionSeries> series = [];
        string[]? train = null;
        reader.ReadLine();
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            if (cells[3] == "train")
            {
                train = cells;
                continue;
            }

            if (train is null || train[0] != cells[0])
            {
                throw new InvalidDataException($"{name}: the test part of {cells[0]} does not follow its training part.");
            }

            if (!train[5].Contains("NaN", StringComparison.Ordinal) && !cells[5].Contains("NaN", StringComparison.Ordinal))
            {
                int season = int.Parse(cells[2], CultureInfo.InvariantCulture);
                series.Add(new CompetitionSeries(cells[0], cells[1], season, Numbers(train[5]), Numbers(cells[5])));
            }
        }

        return series;
    }

    private static double[] Numbers(string values) =>
        [.. values.Split(' ').SkipWhile(value => value == "NA").Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
}
