using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>Monthly series with level, trend, season and noise; one in a hundred has no observed value.</summary>
internal static class MonthlyPanel
{
    internal const int CorruptEvery = 100;

    private const int Shortest = 60;
    private const int Longest = 120;

    internal static bool IsCorrupt(int index) => index % CorruptEvery == CorruptEvery / 2;

    internal static double[] Series(int index)
    {
        Random random = new(index);
        int length = random.Next(Shortest, Longest + 1);
        if (IsCorrupt(index))
        {
            return [.. Enumerable.Repeat(double.NaN, length)];
        }

        double level = 50 + (950 * random.NextDouble()), slope = level * 0.01 * (random.NextDouble() - 0.3), season = 0.3 * random.NextDouble();
        double phase = random.NextDouble() * Math.Tau, noise = 0.02 + (0.1 * random.NextDouble());
        double[] values = new double[length];
        for (int month = 0; month < length; month++)
        {
            double expected = (level + (slope * month)) * (1 + (season * Math.Sin((Math.Tau * month / 12) + phase)));
            values[month] = Math.Round(Math.Max(0, expected * (1 + (noise * (random.NextDouble() + random.NextDouble() - 1)))), 2);
        }

        return values;
    }

    /// <summary>A request for the series from one number to before another.</summary>
    internal static byte[] Body(string model, int from, int to, bool dated = false)
    {
        StringBuilder body = new();
        body.Append(CultureInfo.InvariantCulture, $"{{\"model\":\"{model}\",\"horizon\":12,\"quantiles\":[0.1,0.5,0.9],\"stream\":false,\"series\":[");
        for (int index = from; index < to; index++)
        {
            double[] series = Series(index);
            string values = string.Join(',', series.Select(Number));
            string stamps = dated ? $"\"timestamps\":[{Months(series.Length)}]," : "";
            body.Append(index > from ? "," : "");
            body.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"s{index}\",\"freq\":\"MS\",{stamps}\"target\":[{values}]}}");
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }

    private static string Number(double value) => double.IsNaN(value) ? "null" : value.ToString(CultureInfo.InvariantCulture);

    private static string Months(int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(month => $"\"{new DateOnly(2010, 1, 1).AddMonths(month):yyyy-MM-dd}\""));
}
