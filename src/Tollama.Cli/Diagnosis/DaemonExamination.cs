using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Diagnosis;

/// <summary>Finds out who is at the daemon's address, how it is, and what its own settings are.</summary>
internal sealed class DaemonExamination(CliHost host, DaemonSession session)
{
    private const string Unknown = "the daemon did not tell its settings";

    public async Task<DaemonFindings> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            VersionResponse version = await session.Client.VersionAsync(cancellationToken).ConfigureAwait(false);
            return version.Name == "tollama"
                ? await ExamineAsync(version, cancellationToken).ConfigureAwait(false)
                : Only(Stranger($"{version.Name ?? "Ollama"} {version.Version}"));
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.Unauthorized)
        {
            return await LivesAsync(cancellationToken).ConfigureAwait(false)
                ? Only(Keyed(), "the daemon tells nothing without its key")
                : Only(Stranger("something else (" + exception.Message + ")"));
        }
        catch (TollamaClientException exception) when (IsRefused(exception))
        {
            return Only(
                new Check("daemon", CheckStatus.Warning, $"nothing answers at {session.Url}", "start it with 'tollama serve'; 'tollama run' starts it by itself"),
                "no daemon runs");
        }
        catch (TollamaClientException exception) when (exception.Code is ErrorCode.DaemonUnreachable or ErrorCode.HostNotAllowed or ErrorCode.OriginNotAllowed)
        {
            return Only(new Check("daemon", CheckStatus.Failed, exception.Message, exception.Hint));
        }
        catch (TollamaClientException exception)
        {
            return Only(Stranger("something else (" + exception.Message + ")"));
        }
    }

    // Nobody is at the address. Where somebody is and says nothing, something is wrong.
    private static bool IsRefused(TollamaClientException exception) =>
        exception is { Code: ErrorCode.DaemonUnreachable, IsSilent: false, InnerException: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } };

    private static DaemonFindings Only(Check check, string silence = Unknown) => new([check], Info: null, silence);

    private async Task<DaemonFindings> ExamineAsync(VersionResponse version, CancellationToken cancellationToken)
    {
        List<Check> checks = [VersionCheck(version), await ReadyCheckAsync(cancellationToken).ConfigureAwait(false)];
        InfoResponse? info = await InfoAsync(cancellationToken).ConfigureAwait(false);
        if (info?.Paths is { } paths)
        {
            checks.Add(new Check("folders", CheckStatus.Ok, $"the daemon's home is {paths.TollamaHome}, its store {paths.Models}"));
        }

        if (info?.Settings is { } settings)
        {
            checks.Add(new SettingsComparison(host.Environment, settings).Check());
        }

        string? silence = info is null ? Unknown
            : info.Settings is null ? "the daemon tells its settings only to programs on its machine of which it wants no key"
            : null;
        return new DaemonFindings(checks, info, silence);
    }

    private async Task<InfoResponse?> InfoAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.InfoAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException)
        {
            // An older daemon does not have the route; what else may be wrong, the other checks say.
            return null;
        }
    }

    private async Task<bool> LivesAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The one question that a daemon with keys answers everybody.
            return (await session.Client.HealthAsync(cancellationToken).ConfigureAwait(false)).Status is { Length: > 0 };
        }
        catch (TollamaClientException)
        {
            return false;
        }
    }

    private Check Keyed() => host.Environment.Get("TOLLAMA_API_KEY") is null
        ? new Check("daemon", CheckStatus.Failed, $"the daemon at {session.Url} lives, but it wants a key, and TOLLAMA_API_KEY is not set here", "set TOLLAMA_API_KEY to one of the daemon's TOLLAMA_API_KEYS")
        : new Check("daemon", CheckStatus.Failed, $"the daemon at {session.Url} lives, but it does not take the key in TOLLAMA_API_KEY", "set TOLLAMA_API_KEY to one of the daemon's TOLLAMA_API_KEYS");

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
