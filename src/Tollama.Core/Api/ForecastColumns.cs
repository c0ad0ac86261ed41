using System.Globalization;
using Tollama.Core.Requests;

namespace Tollama.Core.Api;

/// <summary>The columns of numbers in a table of forecasts, and its rows: a step each, or a sum each when sums were asked for.</summary>
/// <remarks>
/// Numbers are <c>mean</c> and a quantile a level (<c>q0.1</c>). A row of a sum has <c>steps</c> before them, how many it adds up. With a threshold follow the
/// chances to be <c>above</c> and <c>below</c> it at the step, and to have been there until then (<c>passed_above</c>, <c>passed_below</c>), of a sum at its last
/// step; with paths their values or sums, <c>path_1</c> and so on.
/// </remarks>
public record ForecastColumns
{
    /// <summary>The column of time stamps, which stands before those of numbers.</summary>
    public const string Stamp = "ds";

    /// <summary>The column of the point forecast.</summary>
    public const string Mean = "mean";

    /// <summary>The quantile levels, as they are on the wire, ascending.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Whether a row is a sum.</summary>
    public bool HasSums { get; init; }

    /// <summary>Whether there are the columns of a threshold.</summary>
    public bool HasThreshold { get; init; }

    /// <summary>How many paths have a column.</summary>
    public int Paths { get; init; }

    /// <summary>The columns of an answer to a request.</summary>
    public static ForecastColumns Of(ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ForecastColumns
        {
            Levels = [.. (request.Quantiles ?? []).Order().Select(QuantileLevel.KeyOf)],
            HasSums = request.Sum is not null,
            HasThreshold = request.Threshold is not null,
            Paths = request.Paths ?? 0,
        };
    }

    /// <summary>The columns that some forecasts need.</summary>
    public static ForecastColumns Of(IReadOnlyList<SeriesForecastData> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        return new ForecastColumns
        {
            Levels =
            [
                .. forecasts.SelectMany(forecast => forecast.Quantiles?.Keys ?? Enumerable.Empty<string>())
                    .Distinct()
                    .OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture)),
            ],
            HasSums = forecasts.Any(forecast => forecast.Sums is not null),
            HasThreshold = forecasts.Any(forecast => forecast.Threshold is not null),
            Paths = forecasts.Max(forecast => forecast.Paths?.Length) ?? 0,
        };
    }

    /// <summary>The names of the columns of numbers.</summary>
    public virtual IReadOnlyList<string> Names =>
    [
        .. HasSums ? (string[])["steps", Mean] : [Mean],
        .. Levels.Select(level => "q" + level),
        .. HasThreshold ? (string[])["above", "below", "passed_above", "passed_below"] : [],
        .. Enumerable.Range(1, Paths).Select(path => string.Create(CultureInfo.InvariantCulture, $"path_{path}")),
    ];

    /// <summary>The rows of a forecast: when, and its numbers; NaN for one that the forecast lacks.</summary>
    public IEnumerable<(string Stamp, double[] Numbers)> RowsOf(SeriesForecastData forecast) => StepsOf(forecast).Select(row => (StampOf(forecast, row.Step), row.Numbers));

    /// <summary>The rows of a forecast: its step, from 0, of a sum the first one, and its numbers; NaN for one that the forecast lacks.</summary>
    public virtual IEnumerable<(int Step, double[] Numbers)> StepsOf(SeriesForecastData forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        int start = 0;
        for (int row = 0; row < (HasSums ? forecast.Sums?.Mean.Length ?? 0 : forecast.Mean.Length); row++)
        {
            int steps = HasSums ? forecast.Sums!.Steps[row] : 1;
            yield return (start, [.. Numbers(forecast, row, start, steps)]);
            start += steps;
        }
    }

    /// <summary>When a step is; its number from 1 when the series has no time stamps.</summary>
    public static string StampOf(SeriesForecastData forecast, int step)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return forecast.Timestamps is { } stamps && step < stamps.Count ? stamps[step] : (step + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static double At(double[]? values, int place) => values is not null && place < values.Length ? values[place] : double.NaN;

    private IEnumerable<double> Numbers(SeriesForecastData forecast, int row, int start, int steps)
    {
        if (HasSums)
        {
            yield return steps;
        }

        yield return HasSums ? forecast.Sums!.Mean[row] : forecast.Mean[row];
        foreach (string level in Levels)
        {
            yield return At((HasSums ? forecast.Sums!.Quantiles : forecast.Quantiles)?.GetValueOrDefault(level), row);
        }

        if (HasThreshold)
        {
            int end = start + steps - 1;
            yield return At(forecast.Threshold?.Above.Chance, end);
            yield return At(forecast.Threshold?.Below.Chance, end);
            yield return forecast.Threshold?.Above.First.Take(end + 1).Sum() ?? double.NaN;
            yield return forecast.Threshold?.Below.First.Take(end + 1).Sum() ?? double.NaN;
        }

        for (int path = 0; path < Paths; path++)
        {
            yield return forecast.Paths is { } paths && path < paths.Length ? paths[path].Skip(start).Take(steps).Sum() : double.NaN;
        }
    }
}
