#pragma warning disable
namespace Tollama.Stats;
internal static class Tune
{
    static readonly Dictionary<string,double> V = (System.Environment.GetEnvironmentVariable("TUNE") ?? "").Split(',', System.StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=')).ToDictionary(p => p[0], p => double.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture));
    public static double Get(string n, double d) => V.TryGetValue(n, out var v) ? v : d;
}
