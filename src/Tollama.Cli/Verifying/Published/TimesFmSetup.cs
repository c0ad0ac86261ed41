using System.Globalization;
using System.Text.Json.Nodes;

namespace Tollama.Cli.Verifying.Published;

/// <summary>What the published forecasts of TimesFM 2.5 have in common.</summary>
internal static class TimesFmSetup
{
    public const string Repository = "google/timesfm-2.5-200m-pytorch";

    /// <summary>The levels of the quantiles, and the channel each is in: the first channel is another point forecast.</summary>
    public static IReadOnlyList<(string Text, int Channel)> Levels { get; } =
        [.. Enumerable.Range(1, 9).Select(channel => ((channel / 10.0).ToString(CultureInfo.InvariantCulture), channel))];

    /// <summary>The makers' program fills a history up with zeros to the left, and they count when it is normalised.</summary>
    public static JsonObject Options(int window) => new() { ["normalization_window"] = window, ["context_length"] = window };
}
