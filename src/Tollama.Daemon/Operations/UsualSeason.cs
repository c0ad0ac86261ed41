using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>How many values a season has, where the daemon needs to know.</summary>
internal static class UsualSeason
{
    /// <summary>What the model was told, or what is usual for the frequency; 1 for none.</summary>
    internal static int Of(TimeSeries series, JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(RequestFields.SeasonLength.Name, out JsonElement season)
            && JsonNumber.TryReadWhole(season, out long length) && length is >= 1 and <= int.MaxValue
                ? (int)length
                : series.Frequency?.SeasonLength ?? 1;
}
