using Tollama.Core.Errors;

namespace Tollama.Catalog;

/// <summary>Makes the errors about files of models.</summary>
internal static class ModelFileFault
{
    private const int MaxQuoted = 80;

    /// <summary>The error with this message.</summary>
    internal static TollamaException Of(string message, Exception? cause = null) =>
        new(ErrorCode.InvalidModelFile, message, innerException: cause);

    /// <summary>A text from a file, safe to show: in quotes, without control characters, not long.</summary>
    internal static string Quote(string text)
    {
        string shown = text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "…";
        return "'" + string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter)) + "'";
    }
}
