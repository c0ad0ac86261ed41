using System.Collections.Concurrent;

namespace Tollama.FakeHub;

/// <summary>Who may read what.</summary>
/// <remarks>
/// As on the hub: a hidden repository looks like none; the listing of a gated one is public, its files are not;
/// a token that nobody was given is refused even where no token is needed, but at the files of a gated repository it counts as none.
/// </remarks>
internal sealed class Door
{
    private readonly ConcurrentDictionary<string, bool> _tokens = new();

    public void AddToken(string token) => _tokens[token] = true;

    /// <summary>Why a request goes no further; <see langword="null"/> when it may.</summary>
    public Refusal? Check(SeenRequest request, ServedRepository? repository)
    {
        bool known = request.Token is { } token && _tokens.ContainsKey(token);
        bool allowed = known && repository?.IsAllowed(request.Token) == true;
        bool wantsGatedFile = repository is { Gated: not null, IsPrivate: false } && request.Kind is RequestKind.Resolve or RequestKind.ResolveCache;
        if (request.HadAuthorization && !known && !wantsGatedFile)
        {
            return Refusal.BadToken;
        }

        if (repository is null || (repository.IsPrivate && !allowed))
        {
            return known ? Refusal.NoRepository : Refusal.WhoAreYou;
        }

        if (repository.Gated is null || !wantsGatedFile || allowed)
        {
            return null;
        }

        return known ? Refusal.AskForAccess(repository.Id) : Refusal.LogIn(repository.Id);
    }
}
