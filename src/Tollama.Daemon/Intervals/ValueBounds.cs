using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Daemon.Intervals;

/// <summary>The bounds of a request: what lies beyond is brought to the bound, and quantiles to whole numbers where the request says so.</summary>
/// <remarks>
/// Both are steps that never fall, so what was ascending stays so, and the quantile of a value brought to its bound is the quantile brought to the bound: these are the quantiles
/// of the clipped and rounded law, whatever the model. The mean is brought to the bounds too, and not rounded: the mean of counts is no count.
/// </remarks>
internal sealed class ValueBounds
{
    private readonly double _lower;
    private readonly double _upper;
    private readonly bool _isWhole;

    private ValueBounds(double lower, double upper, bool isWhole) => (_lower, _upper, _isWhole) = (lower, upper, isWhole);

    private string Said => (double.IsFinite(_lower), double.IsFinite(_upper)) switch
    {
        (true, true) => $"the bounds {RequestFields.Lower.Name}={Text(_lower)}, {RequestFields.Upper.Name}={Text(_upper)}",
        (true, false) => $"the bound {RequestFields.Lower.Name}={Text(_lower)}",
        _ => $"the bound {RequestFields.Upper.Name}={Text(_upper)}",
    };

    /// <summary>The bounds of a request; <see langword="null"/> if it has none.</summary>
    internal static ValueBounds? Of(ForecastRequest request) => request is { Lower: null, Upper: null, Integer: not true }
        ? null
        : new ValueBounds(request.Lower ?? double.NegativeInfinity, request.Upper ?? double.PositiveInfinity, request.Integer == true);

    /// <summary>The forecast between the bounds.</summary>
    internal SeriesForecastData Apply(SeriesForecastData forecast) => forecast with
    {
        Mean = Array.ConvertAll(forecast.Mean, Mean),
        Quantiles = forecast.Quantiles?.ToDictionary(pair => pair.Key, pair => pair.Value.Select(Quantile).ToArray(), StringComparer.Ordinal),
    };

    /// <summary>An expected value between the bounds; <see cref="double.NaN"/> as it is.</summary>
    internal double Mean(double value) => Math.Clamp(value, _lower, _upper);

    /// <summary>What is to be said of a history that is not as the request says, as sentences.</summary>
    internal IEnumerable<string> Notices(TimeSeries series)
    {
        double[] values = series.Target.Values;
        if (Array.FindAll(values, value => value < _lower || value > _upper) is [double first, ..] beyond)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{CountText.Of(beyond.Length, "value lies", "values lie")} beyond {Said} (first: {first}); the forecast does not");
        }

        if (_isWhole && Array.FindAll(values, value => double.IsFinite(value) && value != Math.Round(value)) is [double fraction, ..] fractions)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{CountText.Of(fractions.Length, "value is", "values are")} not whole (first: {fraction}), and {RequestFields.Integer.With("true")} rounds the quantiles");
        }
    }

    private static string Text(double bound) => bound.ToString(CultureInfo.InvariantCulture);

    // The smallest whole number up to which so much of a law on whole numbers lies that has the model's law as its smooth form: the edges of its steps lie halfway.
    private double Quantile(double value) => _isWhole
        ? Math.Clamp(Math.Ceiling(value - 0.5), Math.Ceiling(_lower), Math.Floor(_upper)) + 0.0
        : Math.Clamp(value, _lower, _upper);
}
