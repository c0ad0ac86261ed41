using System.Runtime.InteropServices;
using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli.Diagnosis;

/// <summary>Looks at everything that a forecast needs.</summary>
internal sealed class Doctor(CliHost host, DaemonSession session)
{
    private const long LittleSpace = 1_000_000_000;

    public async Task<DoctorReport> ExamineAsync(CancellationToken cancellationToken)
    {
        List<Check> checks =
        [
            new("program", CheckStatus.Ok, $"tollama {ProductVersion.Current}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            new("cpu", CheckStatus.Ok, CpuFeatures.Describe()),
            CheckHome(),
        ];
        checks.AddRange(await CheckDaemonAsync(cancellationToken).ConfigureAwait(false));
        return new DoctorReport(
            checks,
            [.. host.Environment.Effective().Select(variable => new EffectiveVariable(variable.Name, variable.Value, variable.IsDefault))]);
    }

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
                ? new Check("home", CheckStatus.Warning, $"{home} is writable, but only {ByteSize.Format(free)} are free", "free some space before you pull models")
                : new Check("home", CheckStatus.Ok, $"{home} is writable, {ByteSize.Format(free)} free");
        }
        catch (SettingException exception)
        {
            return new Check("home", CheckStatus.Failed, exception.Message, exception.Hint);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Check("home", CheckStatus.Failed, $"{home} cannot be written by {Environment.UserName}: {exception.Message}", "set TOLLAMA_HOME to a folder that you may write");
        }
    }

    private async Task<IReadOnlyList<Check>> CheckDaemonAsync(CancellationToken cancellationToken)
    {
        try
        {
            VersionResponse version = await session.Client.VersionAsync(cancellationToken).ConfigureAwait(false);
            return version.Name == "tollama"
                ? [VersionCheck(version), await ReadyCheckAsync(cancellationToken).ConfigureAwait(false)]
                : [Stranger($"{version.Name ?? "Ollama"} {version.Version}")];
        }
        catch (TollamaClientException exception) when (exception.InnerException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return [new Check("daemon", CheckStatus.Failed, exception.Message, exception.Hint)];
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.DaemonUnreachable)
        {
            return [new Check("daemon", CheckStatus.Warning, $"nothing answers at {session.Url}", "start it with 'tollama serve'; 'tollama run' starts it by itself")];
        }
        catch (TollamaClientException exception)
        {
            return [Stranger("something else (" + exception.Message + ")")];
        }
    }

    private Check VersionCheck(VersionResponse version) => version.Version == ProductVersion.Current
        ? new Check("daemon", CheckStatus.Ok, $"tollama {version.Version} at {session.Url}")
        : new Check("daemon", CheckStatus.Warning, $"tollama {version.Version} at {session.Url}, but this program is {ProductVersion.Current}", "restart the daemon");

    private Check Stranger(string name) => new(
        "daemon",
        CheckStatus.Failed,
        $"the port of {session.Url} is used by {name}",
        $"run 'tollama serve --port {session.Address.Port + 1}' and set TOLLAMA_HOST=127.0.0.1:{session.Address.Port + 1}");

    private async Task<Check> ReadyCheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            ReadyResponse ready = await session.Client.ReadyAsync(cancellationToken).ConfigureAwait(false);
            string facts = $"{ready.Status}, store {ready.Store}, {ByteSize.Format(ready.DiskFree)} free, {ready.Queue} waiting, {ready.Runners} runners";
            return new Check("ready", ready.Status == "ok" ? CheckStatus.Ok : CheckStatus.Failed, facts);
        }
        catch (TollamaClientException exception)
        {
            return new Check("ready", CheckStatus.Failed, exception.Message, exception.Hint);
        }
    }
}
