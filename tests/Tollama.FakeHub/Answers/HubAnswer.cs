namespace Tollama.FakeHub;

/// <summary>Finds the repository and the revision of a request, asks whether it may, and has it answered.</summary>
internal sealed class HubAnswer(Catalog catalog, Door door, ResolveAnswer resolve, int largestPage)
{
    public Task WriteAsync(Exchange exchange)
    {
        SeenRequest request = exchange.Seen;
        if (request.Repository is null)
        {
            return exchange.RefuseAsync(Refusal.NoPage);
        }

        if (catalog.NewNameOf(request.Repository) is { } moved)
        {
            return exchange.RedirectAsync(307, request.Target.Replace(request.Repository, moved, StringComparison.Ordinal));
        }

        ServedRepository? repository = catalog.Find(request.Repository);
        if (door.Check(request, repository) is { } refusal)
        {
            return exchange.RefuseAsync(refusal);
        }

        string revision = request.Revision ?? "main";
        return repository!.Find(revision) is { } commit
            ? AnswerAsync(exchange, repository, commit)
            : exchange.RefuseAsync(Refusal.NoRevision(revision));
    }

    private Task AnswerAsync(Exchange exchange, ServedRepository repository, ServedCommit commit) => exchange.Seen.Kind switch
    {
        RequestKind.Info => InfoAnswer.WriteAsync(exchange, repository, commit),
        RequestKind.Tree => TreeAnswer.WriteAsync(exchange, commit, largestPage),
        _ => resolve.WriteAsync(exchange, repository, commit),
    };
}
