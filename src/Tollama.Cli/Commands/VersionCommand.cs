using System.CommandLine;
using System.Text.Json.Nodes;
using Tollama.Client;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama version</c>: of the daemon and of this program.</summary>
internal sealed class VersionCommand : DaemonCommand
{
    private readonly Option<bool> _json = JsonOption.Create("Print client and server version as JSON.");

    public VersionCommand(CliHost host)
        : base("version", "Show the versions of this program and of the daemon.", host) => Options.Add(_json);

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken) =>
        PrintAsync(Host, BaseUrl(parsed), parsed.GetValue(_json), cancellationToken);

    /// <summary>Prints the daemon's version, or this program's when there is no daemon, and what does not fit on standard error.</summary>
    internal static async Task<int> PrintAsync(CliHost host, string? baseUrl, bool json, CancellationToken cancellationToken)
    {
        using DaemonSession session = new(host, baseUrl);
        VersionResponse? server = await ServerAsync(session, cancellationToken).ConfigureAwait(false);
        string client = ProductVersion.Current;
        if (json)
        {
            JsonObject versions = new() { ["client"] = client, ["server"] = server?.Version, ["server_name"] = server is null ? null : server.Name ?? "ollama" };
            host.Terminal.Out.WriteLine(versions.ToJsonString());
            return ExitCodes.Success;
        }

        string? ours = server?.Name == "tollama" ? server.Version : null;
        host.Terminal.Out.WriteLine($"tollama version is {ours ?? client}");
        string? warning = server is null ? $"could not connect to a running tollama at {session.Url}"
            : ours is null ? $"what answers at {session.Url} is {server.Name ?? "Ollama"} {server.Version}, not tollama"
            : ours != client ? $"client version is {client}"
            : null;
        if (warning is not null)
        {
            host.Terminal.Error.WriteLine("Warning: " + warning);
        }

        return ExitCodes.Success;
    }

    private static async Task<VersionResponse?> ServerAsync(DaemonSession session, CancellationToken cancellationToken)
    {
        try
        {
            return await session.Client.VersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (!exception.IsSilent)
        {
            return null;
        }
    }
}
