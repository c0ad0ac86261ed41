using System.Globalization;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>What tests of models with weights ask and look at.</summary>
internal static class NeuralRequests
{
    /// <summary>A history that repeats itself and grows.</summary>
    public static double[] Wave(int length, double phase = 0) =>
        [.. Enumerable.Range(0, length).Select(step => Math.Round(10 + (0.01 * step) + (3 * Math.Sin((step + phase) * 0.5)), 4))];

    public static string Series(string id, double[] target, string more = "") =>
        $$"""{"id":"{{id}}","target":[{{Text(target)}}]{{more}}}""";

    public static string Body(string model, int horizon, IEnumerable<string> series, double[] levels, string more = "") =>
        $$"""{"model":"{{model}}","horizon":{{horizon}},"series":[{{string.Join(',', series)}}],"quantiles":[{{Text(levels)}}]{{more}}}""";

    public static string Whole(string model, int horizon, double[] target, string more = "") =>
        Body(model, horizon, [Series("a", target)], [0.1, 0.5, 0.9], ",\"stream\":false" + more);

    /// <summary>The row of a model in <c>ps</c>; <see langword="null"/> when it is not loaded.</summary>
    public static async Task<JsonElement?> RowAsync(this RawClient raw, string model) =>
        (await raw.GetAsync("api/ps")).ShouldBeSuccess().Json.GetProperty("models").EnumerateArray()
            .Select(row => (JsonElement?)row).SingleOrDefault(row => row!.Value.Text("name") == model);

    public static async Task<int> PidAsync(this RawClient raw, string model) => (await raw.RowAsync(model)).ShouldNotBeNull().GetProperty("pid").GetInt32();

    /// <summary>The forecasts as they were sent, to the last digit.</summary>
    public static string Forecasts(this Reply reply) => reply.ShouldBeSuccess().Json.GetProperty("forecasts").GetRawText();

    public static string Text(double[] numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
