using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>Shows long work while it runs: pulls, uploads, exports, checks.</summary>
internal interface IProgressDisplay
{
    /// <summary>Shows all lines until the last one.</summary>
    Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken);
}
