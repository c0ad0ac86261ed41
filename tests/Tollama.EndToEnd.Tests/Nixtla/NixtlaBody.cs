using System.Globalization;
using System.Text.Json;

namespace Tollama.EndToEnd.Tests.Nixtla;

/// <summary>Bodies as Nixtla's client packs them, and the same series as our own routes take them.</summary>
internal sealed class NixtlaBody(double?[][] series, string freq, string? start = null)
{
    private string Y => string.Join(',', series.SelectMany(one => one).Select(Text));

    private string Sizes => string.Join(',', series.Select(one => one.Length));

    private string Starts => start is null ? "" : $",\"start_datetime\":[{string.Join(',', series.Select(_ => $"\"{start}\""))}]";

    /// <summary>A packed body.</summary>
    /// <param name="fields">What stands beside series and freq: <c>"h":3</c>.</param>
    /// <param name="x">What stands in series besides: <c>"X":[[…]]</c>.</param>
    public string Packed(string fields, string? x = null) =>
        $$"""{"series":{"y":[{{Y}}],"sizes":[{{Sizes}}],{{x ?? "\"X\":null"}}{{Starts}}},"freq":"{{freq}}",{{fields}}}""";

    /// <summary>The body of <c>/v1/forecast</c>.</summary>
    public string Ours(string fields)
    {
        string said = start is null ? "" : $"\"start\":\"{start}\",";
        IEnumerable<string> all = series.Select((one, place) => $$"""{"id":"{{place}}",{{said}}"freq":"{{freq}}","target":[{{string.Join(',', one.Select(Text))}}]}""");
        return $$"""{"series":[{{string.Join(',', all)}}],{{fields}}}""";
    }

    /// <summary>A series with a season, a trend, and something that looks like noise.</summary>
    public static double?[] Wave(int length, int season, double level) =>
        [.. Enumerable.Range(0, length).Select(i => (double?)Math.Round(level * (1 + (0.2 * Math.Sin(2 * Math.PI * i / season)) + (0.002 * i) + (0.01 * (i * 7919 % 13))), 4))];

    /// <summary>The numbers of an array.</summary>
    public static double?[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];

    // Every number has a point, as the client writes them.
    private static string Text(double? value) => value is { } number ? number.ToString("0.0###", CultureInfo.InvariantCulture) : "null";
}
