using Sylvan.Data.Csv;

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
        using CsvDataReader csv = CsvDataReader.Create(path);
        int data = csv.GetOrdinal("dataset"), group = csv.GetOrdinal("group"), series = csv.GetOrdinal("series_id");
        int method = csv.GetOrdinal("method"), seconds = csv.GetOrdinal("cpu_s");
        List<RTiming> timings = [];
        while (csv.Read())
        {
            timings.Add(new RTiming(csv.GetString(data), csv.GetString(group), csv.GetString(series), csv.GetString(method), csv.GetDouble(seconds)));
        }

        return timings;
    }
}
