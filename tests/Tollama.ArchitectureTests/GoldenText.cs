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
        text.ShouldBe(expected, $"{path} is not what the code says. If the change is meant, run the tests with {Switch}=1 and commit the file.");
    }
}
