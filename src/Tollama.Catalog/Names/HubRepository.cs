using System.Text.RegularExpressions;
using Tollama.Core.Errors;

namespace Tollama.Catalog;

/// <summary>The words in a hub's addresses, checked: they become parts of a path.</summary>
public static partial class HubRepository
{
    /// <summary>The revision that is meant when none is named.</summary>
    public const string DefaultReference = "main";

    /// <summary>Fails if a repository is not <c>owner/name</c>.</summary>
    public static string Require(string repoId) => IsRepository(repoId) ? repoId : throw new TollamaException(
        ErrorCode.InvalidName,
        $"'{ModelNameGrammar.Printable(repoId)}' is not a hub repository: expected owner/name",
        "for instance hf.co/amazon/chronos-bolt-tiny");

    /// <summary>True for <c>owner/name</c>.</summary>
    public static bool IsRepository(string repoId) =>
        Repository().IsMatch(repoId) && !repoId.Contains("..", StringComparison.Ordinal) && !repoId.Contains("--", StringComparison.Ordinal);

    /// <summary>Fails if a revision is not one that a git hub can have.</summary>
    public static string RequireReference(string reference) =>
        IsReference(reference)
            ? reference
            : throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"'{ModelNameGrammar.Printable(reference)}' is not a revision: expected a branch, a tag or a commit",
                "for instance main");

    /// <summary>True for what can be a branch, a tag or a commit.</summary>
    public static bool IsReference(string reference) => Reference().IsMatch(reference) && !reference.Contains("..", StringComparison.Ordinal);

    /// <summary>True for the 40 digits of a commit.</summary>
    public static bool IsCommit(string? text) => text is not null && Commit().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9_][A-Za-z0-9._-]{0,95}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Repository();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Commit();
}
