using Tollama.Core.Api;

namespace Tollama.Cli.Wording;

/// <summary>How a model came to the daemon's machine, in words.</summary>
internal static class OriginText
{
    /// <summary>A word or three: <c>pulled</c>, <c>copied (imported)</c>.</summary>
    public static string Short(ModelOrigin? origin)
    {
        string how = Words(origin?.How ?? "unknown");
        return origin?.Of is { } root ? $"{how} ({Words(root.How)})" : how;
    }

    /// <summary>The whole of it: <c>pulled from https://huggingface.co</c>.</summary>
    public static string Long(ModelOrigin? origin)
    {
        string how = Words(origin?.How ?? "unknown");
        string text = origin switch
        {
            { Endpoint: { } endpoint } => $"{how} from {endpoint}{(origin.Unchecked == true ? ", certificate not checked" : "")}",
            { Model: { } model, How: "copied" } => $"a copy of {model}",
            { Model: { } model } => $"{how} from {model}",
            { How: "created" } => "created from uploaded files",
            { How: "imported" } => "imported from an archive",
            _ => how,
        };
        return origin?.Of is { } root ? $"{text}, which was {Long(root)}" : text;
    }

    /// <summary>What an archive says of the model; <see langword="null"/> if it did not come from one.</summary>
    public static string? Claims(ModelOrigin? origin) => (origin?.Of ?? origin)?.Claims is not { } claims
        ? null
        : string.Join(", ", new[] { claims.Source is { RepoId: { } repo } source ? $"{repo} {source.Revision}".TrimEnd() : claims.Source?.Type, claims.License }.OfType<string>())
            + " (not checked)";

    private static string Words(string how) => how.Replace('_', '-');
}
