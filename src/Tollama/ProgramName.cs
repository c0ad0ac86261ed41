namespace Tollama;

<<<<<<< HEAD
/// <summary>Under which of its two names the program was started.</summary>
internal static class ProgramName
{
    /// <summary>True for <c>tollamad</c>, which is <c>tollama serve</c>.</summary>
    internal static bool IsDaemon => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "tollamad";
=======
/// <summary><c>tollamad</c> is this program under a second name: it serves.</summary>
internal static class ProgramName
{
    public static IReadOnlyList<string> Arguments(string? processPath, string[] args) =>
        string.Equals(Path.GetFileNameWithoutExtension(processPath), "tollamad", StringComparison.OrdinalIgnoreCase) ? ["serve", .. args] : args;
>>>>>>> cli
}
