using Tollama.Core.Api;

namespace Tollama.Cli.Pulling;

/// <summary>Shows a pull while it runs.</summary>
internal interface IPullDisplay
{
    /// <summary>Shows all lines until the last one.</summary>
    Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken);
}
