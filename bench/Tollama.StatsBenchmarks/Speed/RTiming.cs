using System.Globalization;

namespace Tollama.StatsBenchmarks;

/// <summary>What one R function took for one series: fit and forecast with 80 and 95 % intervals.</summary>
/// <param name="Data">The competition.</param>
/// <param name="Group">Its group.</param>
/// <param name="Series">The series.</param>
/// <param name="Method">R's method.</param>
/// <param name="Seconds">CPU seconds.</param>
internal sealed record RTiming(string Data, string Group, string Series, string Method, double Seconds)
{
    /// <summary>Reads the timing_sample.csv that R's script wrote.</summary>
    public static IReadOnlyList<RTiming> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] head = lines[0].Split(',');
        int data = Array.IndexOf(head, "dataset"), group = Array.IndexOf(head, "group"), series = Array.IndexOf(head, "series_id");
        int method = Array.IndexOf(head, "method"), seconds = Array.IndexOf(head, "cpu_s");
        return
        [
            .. lines[1..].Select(line => line.Split(',')).Select(cells => new RTiming(
                cells[data], cells[group], cells[series], cells[method], double.Parse(cells[seconds], CultureInfo.InvariantCulture))),
        ];
    }
}
