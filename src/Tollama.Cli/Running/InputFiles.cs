using System.Globalization;
using Tollama.Client;

namespace Tollama.Cli.Running;

/// <summary>The files that a command line names, and what they are called where there are several.</summary>
internal static class InputFiles
{
    /// <summary>Standard input.</summary>
    public const string Standard = "-";

    private const int Most = 1000;

    /// <summary>The paths, with those that match in the place of each pattern, and each once; <c>-</c> stands alone.</summary>
    /// <exception cref="CliException">A pattern matches nothing; there are too many.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> inputs)
    {
        List<string> paths = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string input in inputs)
        {
            IReadOnlyList<string> named = input != Standard && FilePattern.Is(input) ? Matching(input) : [input];
            paths.AddRange(named.Where(path => seen.Add(path == Standard ? path : Path.GetFullPath(path))));
        }

        if (paths.Count > 1 && paths.Contains(Standard))
        {
            throw CliException.Usage("'-' is standard input, and there are files besides", "send them one after the other");
        }

        return paths.Count <= Most ? paths : throw CliException.Usage(
            string.Create(CultureInfo.InvariantCulture, $"{paths.Count} files are named; at most {Most} are sent at once"),
            "put them together into fewer files, or send some at a time");
    }

    /// <summary>Whether a word that may be a model or an input is an input: a pattern, standard input, or a file that is there and, beside other inputs, is not called like a model.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isAlone">Whether no other input is named.</param>
    public static bool IsInput(string word, bool isAlone) =>
        word == Standard || FilePattern.Is(word) || (File.Exists(word) && (isAlone || Path.HasExtension(word) || word.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)));

    /// <summary>
    /// What each file is called: its name, with its folders before it (<c>north_sales.csv</c>) where another file would be called alike, for the names tell the
    /// series apart.
    /// </summary>
    /// <exception cref="CliException">Two files stay alike: they differ in how their names end only.</exception>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> paths)
    {
        string[][] parts = [.. paths.Select(PartsOf)];
        int[] depths = [.. paths.Select(_ => 1)];
        while (true)
        {
            string[] names = [.. parts.Select((part, place) => string.Join('_', part[^depths[place]..]))];
            int[][] alike = Alike(names);
            if (alike.Length == 0)
            {
                return names;
            }

            int[] deepened = [.. alike.SelectMany(group => group).Where(place => depths[place] < parts[place].Length)];
            bool differInFolders = alike.All(group => group.DistinctBy(place => string.Join('/', parts[place][..^1]), StringComparer.Ordinal).Count() == group.Length);
            if (deepened.Length == 0 || !differInFolders)
            {
                int[] first = alike[0];
                throw CliException.Usage(
                    $"'{paths[first[0]]}' and '{paths[first[1]]}' would give their series the same name '{TableFile.StemOf(names[first[0]])}'",
                    "give one of them another name");
            }

            foreach (int place in deepened)
            {
                depths[place]++;
            }
        }
    }

    private static string[] PartsOf(string path) =>
        Path.GetFullPath(path).Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);

    private static int[][] Alike(string[] names) =>
    [
        .. Enumerable.Range(0, names.Length)
            .GroupBy(place => TableFile.StemOf(names[place]), StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .Where(group => group.Length > 1),
    ];

    private static IReadOnlyList<string> Matching(string pattern)
    {
        IReadOnlyList<string> found = FilePattern.Expand(pattern);
        return found.Count > 0 ? found : throw CliException.Usage($"no file matches '{pattern}'", "look at the folder with ls, or name a file");
    }
}
