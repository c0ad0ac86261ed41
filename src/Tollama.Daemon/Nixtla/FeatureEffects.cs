using Tollama.Core.Api;

namespace Tollama.Daemon.Nixtla;

/// <summary>Collects what each feature adds to the forecasts of several series.</summary>
/// <param name="rows">How many features there are.</param>
/// <param name="length">How many values the forecasts of all series have.</param>
internal sealed class FeatureEffects(int rows, int length)
{
    private readonly double[][] _effects = [.. Enumerable.Range(0, rows).Select(_ => new double[length])];
    private readonly (double Sum, int Count)[] _coefficients = new (double, int)[rows];
    private readonly (double Sum, int Count)[] _sizes = new (double, int)[rows];
    private bool _isKnown;

    /// <summary>
    /// A number for each feature: what one unit of it adds, on average over the series, where its models have such a number; else how much it adds or takes on average in a
    /// step, as for a category; 0 for a feature that no model used. <see langword="null"/> where nothing is known.
    /// </summary>
    internal double[]? Weights => !_isKnown ? null :
        [.. _coefficients.Zip(_sizes, (unit, size) => unit.Count > 0 ? unit.Sum / unit.Count : size.Count > 0 ? size.Sum / size.Count : 0)];

    /// <summary>Says that nothing is known.</summary>
    /// <param name="hasContributions">Whether contributions were asked for, too.</param>
    internal static string Unknown(bool hasContributions) =>
        $"weights_x{(hasContributions ? " and feature_contributions are" : " is")} null: the model does not say what a feature adds";

    /// <summary>Notes that the model uses no feature, so that each adds nothing.</summary>
    internal void KnowAll() => _isKnown = true;

    /// <summary>Adds what is known of a series.</summary>
    /// <param name="forecast">Its forecast.</param>
    /// <param name="start">The place of its first step.</param>
    internal void Add(SeriesForecastData forecast, int start)
    {
        if (forecast.Effects is not { } effects)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            if (!effects.TryGetValue(PackedPanel.NameOf(row), out CovariateEffectData? effect))
            {
                continue;
            }

            _isKnown = true;
            if (effect.Coefficient is { } coefficient)
            {
                _coefficients[row] = (_coefficients[row].Sum + coefficient, _coefficients[row].Count + 1);
            }

            if (effect.Forecast is { } steps)
            {
                steps.CopyTo(_effects[row], start);
                _sizes[row] = (_sizes[row].Sum + steps.Sum(Math.Abs), _sizes[row].Count + steps.Length);
            }
        }
    }

    /// <summary>What each feature adds to each value, and as the last row what is left: all together are the forecast. <see langword="null"/> where nothing is known.</summary>
    /// <param name="mean">The forecasts.</param>
    internal double[][]? Contributions(double[] mean)
    {
        if (!_isKnown)
        {
            return null;
        }

        double[] rest = [.. mean];
        foreach (double[] effect in _effects)
        {
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i] -= effect[i];
            }
        }

        return [.. _effects, rest];
    }
}
