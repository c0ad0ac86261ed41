using System.Globalization;

namespace Tollama.Soak;

/// <summary>The command line: <c>--minutes 3 --seed 1 [--requests 20000] [--calm] [--results FILE]</c>.</summary>
internal sealed record SoakOptions(TimeSpan Time, int Seed)
{
    /// <summary>Ends after so many requests, whatever the time.</summary>
    public int Requests { get; init; } = int.MaxValue;

    /// <summary>No faults but those of clients: for measuring memory.</summary>
    public bool IsCalm { get; init; }

    /// <summary>Where the report goes besides standard output.</summary>
    public string? Results { get; init; }

    public static SoakOptions Parse(string[] arguments) =>
        new(TimeSpan.FromMinutes(double.Parse(After(arguments, "--minutes") ?? "3", CultureInfo.InvariantCulture)), Number(After(arguments, "--seed") ?? "1"))
        {
            Requests = Number(After(arguments, "--requests") ?? "2147483647"),
            IsCalm = arguments.Contains("--calm"),
            Results = After(arguments, "--results"),
        };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string? After(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is var at and >= 0 ? arguments.ElementAtOrDefault(at + 1) ?? throw new ArgumentException($"{name} needs a value") : null;
}
