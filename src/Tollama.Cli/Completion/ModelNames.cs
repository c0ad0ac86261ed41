using System.CommandLine.Completions;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Completion;

/// <summary>Names for the shell to complete.</summary>
internal static class ModelNames
{
    // A shell waits for completions with the user's keyboard blocked.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>The installed models; none when no daemon answers at once.</summary>
    public static IEnumerable<CompletionItem> Installed(CliHost host)
    {
        try
        {
            using DaemonSession session = new(host, baseUrl: null);
            using CancellationTokenSource source = new(Patience, host.Time);
            TagsResponse tags = session.Client.TagsAsync(source.Token).GetAwaiter().GetResult();
            return tags.Models.Select(model => new CompletionItem(model.Name));
        }
        catch (Exception exception) when (exception is TollamaClientException or SettingException or OperationCanceledException)
        {
            return [];
        }
    }
}
