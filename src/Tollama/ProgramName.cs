namespace Tollama;

/// <summary>Under which of its two names the program was started.</summary>
internal static class ProgramName
{
    /// <summary>True for <c>tollamad</c>, which is <c>tollama serve</c>.</summary>
    internal static bool IsDaemon => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "tollamad";
}
