using System.Net;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Configuration;

/// <summary>Lists of who may call. An entry that could never match is refused: who wrote it believes that it opens, or closes, something.</summary>
internal static class NameLists
{
    private const string OriginsVariable = "TOLLAMA_ORIGINS";
    private const string HostsVariable = "TOLLAMA_ALLOWED_HOSTS";

    private static readonly string[] WebSchemes = ["http", "https"];

    /// <summary>The entries of <c>TOLLAMA_ORIGINS</c>: origins as browsers send them, <c>null</c>, or <c>*</c> for all.</summary>
    /// <exception cref="SettingException">One is no origin.</exception>
    internal static IReadOnlyList<string> Origins(TollamaEnvironment environment)
    {
        IReadOnlyList<string> items = environment.List(OriginsVariable);
        return items.FirstOrDefault(item => !IsOrigin(item)) is { } wrong
            ? throw Fault(OriginsVariable, wrong, "no origin", "write scheme://host[:port] as browsers send it, e.g. https://app.example.com, or * for all")
            : items;
    }

    /// <summary>The entries of <c>TOLLAMA_ALLOWED_HOSTS</c>: names of hosts, or addresses.</summary>
    /// <exception cref="SettingException">One is no name.</exception>
    internal static IReadOnlyList<string> Hosts(TollamaEnvironment environment)
    {
        IReadOnlyList<string> items = environment.List(HostsVariable);
        return items.FirstOrDefault(item => !IsHost(item)) is { } wrong
            ? throw Fault(HostsVariable, wrong, "no name of a host", "write each name in full, without scheme, port or *, e.g. models.example.com")
            : items;
    }

    private static bool IsOrigin(string text) =>
        text is "*" or "null" || (WebOrigin.TryParse(text, out WebOrigin? origin) && (origin.Host.Length > 0 || !WebSchemes.Contains(origin.Scheme)));

    private static bool IsHost(string text) =>
        text[0] != '.' && (Uri.CheckHostName(text.EndsWith('.') ? text[..^1] : text) == UriHostNameType.Dns || IPAddress.TryParse(text.Trim('[', ']'), out _));

    // Before an @ may stand a password.
    private static SettingException Fault(string variable, string text, string what, string hint) =>
        new($"{variable} has {(text.Contains('@', StringComparison.Ordinal) ? "an entry with @" : $"'{Excerpt.Of(text)}'")}, which is {what}", hint);
}
