using System.Text.RegularExpressions;

namespace Tollama.Daemon.Configuration;

/// <summary>Takes out of a message what is nobody's business who reaches the daemon from elsewhere: absolute paths, and who runs it.</summary>
internal static partial class PrivateText
{
    private const int MatchMilliseconds = 1000;

    /// <summary>The text without them.</summary>
    internal static string Hide(string text)
    {
        try
        {
            return User().Replace(BarePath().Replace(QuotedPath().Replace(text, "'(path)'"), "(path)"), "the daemon's user");
        }
        catch (RegexMatchTimeoutException)
        {
            return "the daemon's log has the message under this request id";
        }
    }

    // In quotes a path may have blanks.
    [GeneratedRegex("'(?:/|[A-Za-z]:\\\\)[^'\r\n]*'|\"(?:/|[A-Za-z]:\\\\)[^\"\r\n]*\"", RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex QuotedPath();

    // Routes are paths, too, and addresses have some: neither begins as a path of files does.
    [GeneratedRegex("(?:file:/+|(?<![\\w/.)\\-])/(?!/|api/|v1/|health/|metrics\\b)|\\b[A-Za-z]:\\\\)[^\\s'\"<>|;,()]+", RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex BarePath();

    [GeneratedRegex("user '[^']*'", RegexOptions.CultureInvariant, MatchMilliseconds)]
    private static partial Regex User();
}
