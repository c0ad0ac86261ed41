using System.ComponentModel;
using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>Whether the files that a third party's command names are trusted: its program, and each argument that is a file, such as a script.</summary>
internal static class CommandTrust
{
    /// <summary>Why the command is not started; <see langword="null"/> when it may be, or when it names no program that exists.</summary>
    public static FileFault? Fault(RunnerLaunch launch)
    {
        try
        {
            return FileTrust.Fault(ExecutablePath.Resolve(launch))
                ?? launch.Arguments.Select(argument => Path.Combine(launch.WorkingDirectory ?? Environment.CurrentDirectory, argument))
                    .Where(File.Exists).Select(FileTrust.Fault).FirstOrDefault(fault => fault is not null);
        }
        catch (Win32Exception)
        {
            // There is no such program: whoever starts it says so.
            return null;
        }
    }
}
