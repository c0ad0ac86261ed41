using System.Globalization;
using Tollama.Core.Configuration;

namespace Tollama.ArchitectureTests;

/// <summary>Compares a text with a file of the repository; <c>TOLLAMA_ACCEPT_GOLDEN=1</c> writes the file instead.</summary>
internal static class GoldenText
{
    private const string Switch = "TOLLAMA_ACCEPT_GOLDEN";

    public static void ShouldMatch(string actual, string path)
    {
        string file = Path.Join(Repository.Root, path);
        string text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (TollamaEnvironment.FromProcess().IsOn(Switch))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        string expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        FirstDifference(expected.Split('\n'), text.Split('\n'))
            .ShouldBeNull($"{path} is not what the code says. If the change is meant, run the tests with {Switch}=1 and commit the file.");
    }

    private static string? FirstDifference(string[] expected, string[] actual)
    {
        int line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return line == expected.Length && line == actual.Length
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"line {line + 1}: '{expected.ElementAtOrDefault(line)}' should be '{actual.ElementAtOrDefault(line)}'");
    }
}
