using System.Text.RegularExpressions;

namespace Tollama.Cli;

/// <summary>Keeps secrets that were typed at a wrong place out of what is printed.</summary>
internal static partial class SecretText
{
    /// <summary>A text in which the user and the password of every address are masked.</summary>
    public static string WithoutPasswords(string text) => UserInfo().Replace(text, "://***@");

    [GeneratedRegex(@"://[^/\s']*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
