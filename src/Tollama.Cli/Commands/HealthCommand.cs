using System.CommandLine;
using Tollama.Client;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama health</c>: a container's health check without curl.</summary>
internal sealed class HealthCommand : DaemonCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public HealthCommand(CliHost host)
        : base("health", "Exit with 0 when the daemon is healthy, with 1 when it is not.", host)
    {
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, Host.Time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            HealthResponse health = await session.Client.HealthAsync(either.Token).ConfigureAwait(false);
            Out.WriteLine(health.Status);
            return health.Status == "ok" ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (TollamaClientException exception)
        {
            ErrorText.Write(Host.Terminal.Error, exception);
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            ErrorText.Write(Host.Terminal.Error, $"the daemon at {session.Url} did not answer within {Patience.TotalSeconds:0} seconds", hint: null);
            return ExitCodes.Failure;
        }
    }
}
