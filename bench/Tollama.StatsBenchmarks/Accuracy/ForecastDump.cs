using System.Globalization;
using Tollama.Core.Forecasting;

namespace Tollama.StatsBenchmarks;

/// <summary>Writes every forecast to a CSV file, for a look at single series.</summary>
internal sealed class ForecastDump(string path) : IDisposable
{
    private readonly StreamWriter _writer = Open(path);

    public void Add(string data, int origin, string model, CompetitionSeries series, SeriesForecast forecast) =>
        _writer.WriteLine(string.Join(
            ',',
            data,
            series.Group,
            origin.ToString(CultureInfo.InvariantCulture),
            series.Id,
            model,
            Row(forecast.Mean),
            Row(forecast.Quantiles[0]),
            Row(forecast.Quantiles[^1]),
            $"\"{forecast.Method}\""));

    public void Dispose() => _writer.Dispose();

    private static string Row(double[] values) => string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    private static StreamWriter Open(string path)
    {
        StreamWriter writer = new(path);
        writer.WriteLine("data,group,origin,series,model,mean,lo95,hi95,method");
        return writer;
    }
}
