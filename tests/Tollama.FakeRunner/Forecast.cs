using System.Text.Json;

namespace Tollama.FakeRunner;

/// <summary>An honest answer, for requests that come from a daemon.</summary>
internal static class Forecast
{
    public static string LastValues(JsonElement series, int horizon) =>
        $$"""{"forecasts":[{{string.Join(',', series.EnumerateArray().Select(one => LastValue(one, horizon)))}}],"errors":[]}""";

    private static string LastValue(JsonElement series, int horizon)
    {
        string last = series.GetProperty("target").EnumerateArray().Last().GetRawText();
        string id = series.GetProperty("id").GetRawText();
        return $$"""{"id":{{id}},"mean":[{{string.Join(',', Enumerable.Repeat(last, horizon))}}]}""";
    }
}
