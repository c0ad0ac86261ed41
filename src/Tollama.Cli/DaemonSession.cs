using Tollama.Cli.Background;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli;

/// <summary>The daemon that one command line talks to.</summary>
internal sealed class DaemonSession : IDisposable
{
    private readonly CliHost _host;

    /// <summary>A session with the daemon at an address, or at that of the environment.</summary>
    /// <param name="host">The world outside.</param>
    /// <param name="baseUrl">The address from the command line, if one was given.</param>
    public DaemonSession(CliHost host, string? baseUrl)
    {
        _host = host;
        Address = baseUrl is null ? HostAddress.FromEnvironment(host.Environment) : HostAddress.Parse(baseUrl, "--base-url");
        if (Address.Port == 0)
        {
            // To the daemon it means any free port, which nobody who asks could know.
            throw new SettingException(
                $"{(baseUrl is null ? "TOLLAMA_HOST" : "--base-url")} has the port 0, at which nothing can be asked", "write the port at which tollama listens, e.g. 127.0.0.1:11434");
        }

        Client = new TollamaClient(Address.ClientUri, KeyOf(host.Environment), new ClientPatience { Time = host.Time });
    }

    public HostAddress Address { get; }

    public TollamaClient Client { get; }

    /// <summary>The address for people.</summary>
    public string Url => Address.ClientUri.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public void Dispose() => Client.Dispose();

    private static string? KeyOf(TollamaEnvironment environment)
    {
        string? key = environment.Get("TOLLAMA_API_KEY");
        return key is null || key.All(character => character is > ' ' and < '\u007F') ? key : throw new SettingException(
            "TOLLAMA_API_KEY has a character that cannot be sent as a key", "write a key of letters, digits and signs, e.g. of 'openssl rand -hex 32'");
    }

    /// <summary>Refuses to go on with a server that is not tollama: its models are not ours to change.</summary>
    /// <param name="verb">What the user wants to do.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    public async Task RequireTollamaAsync(string verb, CancellationToken cancellationToken)
    {
        VersionResponse version = await Client.VersionAsync(cancellationToken).ConfigureAwait(false);
        if (version.Name == "tollama")
        {
            return;
        }

        int otherPort = Address.Port == HostAddress.DefaultPort ? HostAddress.DefaultPort + 1 : HostAddress.DefaultPort;
        throw CliException.Failure(
            $"what answers at {Url} is {version.Name ?? "Ollama"} {version.Version}, not tollama; '{verb}' was not sent",
            $"start tollama on a port of its own with 'tollama serve --port {otherPort}' and set TOLLAMA_HOST=127.0.0.1:{otherPort} (or pass --base-url)");
    }

    /// <summary>Starts a daemon in the background when none answers and the address is this machine.</summary>
    public async Task EnsureRunningAsync(bool mayStart, CancellationToken cancellationToken)
    {
        if (await AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (!mayStart || !Address.IsLoopback || _host.Launcher is not { } launcher)
        {
            throw new CliException(ExitCodes.Unreachable, $"could not reach tollama at {Url}: start it with 'tollama serve'");
        }

        LaunchedDaemon daemon = await launcher.StartAsync(Address, AnswersAsync, cancellationToken).ConfigureAwait(false);
        await _host.Terminal.Error.WriteLineAsync($"started tollama in the background (pid {daemon.ProcessId}, log {daemon.LogPath})").ConfigureAwait(false);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = await Client.VersionAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TollamaClientException exception) when (!exception.IsSilent)
        {
            return exception.Code != ErrorCode.DaemonUnreachable;
        }
    }
}
