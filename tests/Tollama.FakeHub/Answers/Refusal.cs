namespace Tollama.FakeHub;

/// <summary>A no of the hub.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code"><c>X-Error-Code</c>, when there is one.</param>
/// <param name="Message"><c>X-Error-Message</c> and the message of the body.</param>
internal sealed record Refusal(int Status, string? Code, string Message)
{
    public static Refusal BadToken { get; } = new(401, null, "Invalid credentials in Authorization header");

    /// <summary>What somebody without a token hears of a repository that is hidden or not there: the hub does not say which.</summary>
    public static Refusal WhoAreYou { get; } = new(401, "RepoNotFound", "Invalid username or password.");

    public static Refusal NoRepository { get; } = new(404, "RepoNotFound", "Repository not found");

    public static Refusal NoEntry { get; } = new(404, "EntryNotFound", "Entry not found");

    public static Refusal NoPage { get; } = new(404, null, "Sorry, we can't find the page you are looking for.");

    public static Refusal NoRevision(string revision) => new(404, "RevisionNotFound", $"Invalid rev id: {revision}");

    public static Refusal LogIn(string repository) => new(
        401, "GatedRepo", $"Access to model {repository} is restricted. You must have access to it and be authenticated to access it. Please log in.");

    public static Refusal AskForAccess(string repository) => new(
        403, "GatedRepo", $"Access to model {repository} is restricted and you are not in the authorized list. Visit https://huggingface.co/{repository} to ask for access.");
}
