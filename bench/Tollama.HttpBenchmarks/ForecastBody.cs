using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>Forecast requests of a given size: one series without time stamps, values with one decimal.</summary>
internal static class ForecastBody
{
    internal static byte[] Of(int points, bool dated) => Of("mock", points, dated);

    internal static byte[] Of(string model, int points, bool dated)
    {
        Random random = new(points);
        IEnumerable<string> values = Enumerable.Range(0, points).Select(_ => (random.NextDouble() * 1000).ToString("F1", CultureInfo.InvariantCulture));
        DateOnly first = new(2000, 1, 1);
        string stamps = dated
            ? "\"timestamps\":[" + string.Join(',', Enumerable.Range(0, points).Select(day => $"\"{first.AddDays(day):yyyy-MM-dd}\"")) + "],"
            : "";
        return Encoding.UTF8.GetBytes(
            $$"""{"model":"{{model}}","horizon":12,"quantiles":[0.1,0.5,0.9],"stream":false,"series":[{"id":"a","freq":"D",{{stamps}}"target":[{{string.Join(',', values)}}]}]}""");
    }
}
