using System.Runtime.InteropServices;
using Tollama.Cli.Wording;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli.Diagnosis;

/// <summary>Looks at everything that a forecast needs.</summary>
internal sealed class Doctor(CliHost host, DaemonSession session)
{
    private const long LittleSpace = 1_000_000_000;

    public async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        DaemonFindings daemon = await new DaemonExamination(host, session).RunAsync(cancellationToken).ConfigureAwait(false);
        return new DoctorReport(
            [
                new("program", CheckStatus.Ok, $"tollama {ProductVersion.Current}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
                new("cpu", CheckStatus.Ok, CpuFeatures.Describe()),
                CheckHome(),
                .. CheckSettings(),
                .. daemon.Checks,
            ],
            [.. host.Environment.Effective().Select(variable => new EffectiveVariable(variable.Name, variable.Value, variable.IsDefault))])
        {
            DaemonEnvironment = daemon.Info?.Settings is { } settings
                ? [.. settings.Select(setting => new EffectiveVariable(setting.Name, setting.Value, setting.IsDefault))]
                : null,
            DaemonSilence = daemon.Silence,
        };
    }

    /// <summary>Values of this shell that a daemon started from it could not read; nothing when it could.</summary>
    private IEnumerable<Check> CheckSettings() => host.SettingFaults(host.Environment)
        .Select(fault => new Check("setting", CheckStatus.Warning, $"unreadable in this shell: {fault}", "correct it, or unset it"));

    private Check CheckHome()
    {
        string home = "";
        try
        {
            home = host.Environment.Home;
            Directory.CreateDirectory(home);
            string probe = Path.Combine(home, ".doctor-" + Environment.ProcessId);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            long free = new DriveInfo(Path.GetFullPath(home)).AvailableFreeSpace;
            return free < LittleSpace
                ? new Check("home", CheckStatus.Warning, $"{home}, the home of this shell, is writable, but only {ByteSize.Format(free)} are free", "free some space before you pull models")
                : new Check("home", CheckStatus.Ok, $"{home}, the home of this shell, is writable, {ByteSize.Format(free)} free");
        }
        catch (SettingException exception)
        {
            return new Check("home", CheckStatus.Failed, exception.Message, exception.Hint);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Check("home", CheckStatus.Failed, $"{home} cannot be written: {CauseText.Of(exception)}", "set TOLLAMA_HOME to a folder that you may write");
        }
    }
}
