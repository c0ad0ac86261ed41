using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Keys that are no keys: lists without one, and texts that can be guessed.</summary>
internal static class KeyRule
{
    /// <summary>A key of fewer characters can be guessed.</summary>
    internal const int MinLength = 16;

    private static readonly string[] Lists = ["TOLLAMA_API_KEYS", "TOLLAMA_OPERATOR_KEYS"];

    /// <summary>Why the daemon does not start; <see langword="null"/> when it may. A short key is no reason: it worked before, and its owner is warned.</summary>
    internal static string? Refusal(DaemonOptions options) =>
        Lists.FirstOrDefault(name => options.Environment.Get(name) is not null && options.Environment.List(name).Count == 0) is { } empty
            ? $"{empty} is set and has no key in it: write keys separated by commas, or leave it unset."
            : null;

    /// <summary>What should be said at start; <see langword="null"/> for nothing.</summary>
    internal static string? Warning(DaemonOptions options) =>
        Shortest(options) is { } length ? $"{Describe(length)}; write longer ones, e.g. of 'openssl rand -hex 32'" : null;

    private static int? Shortest(DaemonOptions options) =>
        options.OperatorKeys.Concat(options.ApiKeys).Select(key => (int?)key.Length).Where(length => length < MinLength).Min();

    private static string Describe(int length) => string.Create(
        CultureInfo.InvariantCulture, $"a key in TOLLAMA_API_KEYS or TOLLAMA_OPERATOR_KEYS has {CountText.Of(length, "character", "characters")}, fewer than {MinLength}, and can be guessed");
}
