namespace Tollama.Runner;

/// <summary>The command line: <c>tollama-runner [--families stats,mock] [--version]</c>.</summary>
internal sealed record RunnerArguments(IReadOnlyList<string> Families, bool ShowVersion)
{
    private const string Usage = "usage: tollama-runner [--families stats,mock] [--version]";

    /// <summary>Reads the command line; says on <paramref name="errors"/> what is wrong with it and returns <see langword="null"/>.</summary>
    public static RunnerArguments? Parse(IReadOnlyList<string> args, TextWriter errors)
    {
        RunnerArguments result = new(FamilyTable.Names, ShowVersion: false);
        for (int position = 0; position < args.Count; position++)
        {
            switch (args[position])
            {
                case "--version":
                    result = result with { ShowVersion = true };
                    break;
                case "--families" when position + 1 < args.Count:
                    result = result with { Families = args[++position].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };
                    break;
                default:
                    errors.WriteLine($"unknown argument '{args[position]}'\n{Usage}");
                    return null;
            }
        }

        string? unknown = result.Families.FirstOrDefault(name => !FamilyTable.Names.Contains(name));
        if (unknown is null)
        {
            return result;
        }

        errors.WriteLine($"unknown family '{unknown}'; there are {string.Join(", ", FamilyTable.Names)}\n{Usage}");
        return null;
    }
}
