using System.Runtime.CompilerServices;

namespace Tollama.Cli.Tests;

/// <summary>Expected text in <c>tests/golden/cli</c>; a difference leaves a <c>.received</c> file beside the built test to copy over it.</summary>
internal static class GoldenFile
{
    public static void ShouldMatch(string actual, [CallerMemberName] string name = "")
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "golden");
        string path = Path.Combine(folder, name + ".txt");
        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (actual != expected)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name + ".received.txt"), actual);
        }

        (actual == expected).ShouldBeTrue($"{name} is now:\n{actual}");
    }
}
