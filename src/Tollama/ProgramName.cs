namespace Tollama;

/// <summary><c>tollamad</c> is this program under a second name: it serves.</summary>
internal static class ProgramName
{
    public static IReadOnlyList<string> Arguments(string? processPath, string[] args) =>
        string.Equals(Path.GetFileNameWithoutExtension(processPath), "tollamad", StringComparison.OrdinalIgnoreCase) ? ["serve", .. args] : args;
}
