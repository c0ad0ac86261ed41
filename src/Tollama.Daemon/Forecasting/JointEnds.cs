using System.Text.Json;

namespace Tollama.Daemon.Forecasting;

/// <summary>Tells of series that are to be forecast as one and do not end at the same time: a runner knows no dates.</summary>
internal static class JointEnds
{
    private const string Option = "joint";

    internal static void Check(ForecastCall call)
    {
        PreparedSeries[] dated = [.. call.Series.Where(series => series.Timestamps is { Count: > 0 })];
        if (dated.Length > 0 && Array.Find(dated, series => series.Timestamps![^1] != dated[0].Timestamps![^1]) is { } other && IsJoint(call.Request.Options))
        {
            call.Warnings.Add(
                $"joint: series '{dated[0].Id}' ends at {dated[0].Timestamps![^1]}, '{other.Id}' at {other.Timestamps![^1]}; their last values are taken to be of the same time");
        }
    }

    private static bool IsJoint(ReadOnlyMemory<byte> options)
    {
        if (options.IsEmpty)
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(options);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(Option, out JsonElement value) && value.ValueKind == JsonValueKind.True;
    }
}
