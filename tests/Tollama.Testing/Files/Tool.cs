using System.Diagnostics;

namespace Tollama.Testing.Files;

/// <summary>Programs of the system that do what .NET does not.</summary>
internal static class Tool
{
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with code {process.ExitCode}.");
        }
    }
}
