using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Runs a fitted ARIMA model through its series once: one-step forecasts, variance and the state after the last value.</summary>
/// <remarks>
/// Missing values are passed over exactly by <see cref="GapWhitening"/>, whose work grows with the square of the state. Where that would
/// cost more than the search itself, long seasons in long series, what filled the gaps counts as observed, except for the variance and
/// after the last observed value. On monthly series both are equally accurate.
/// </remarks>
internal sealed class ArimaFilter
{
    private const int OperationsPerStep = 20;
    private const long MostExactOperations = 1_000_000;

    private readonly ArimaData _data;
    private readonly ArmaPolynomials _arma;
    private readonly WorkMeter _meter;

    private ArimaFilter(ArimaData data, ArmaPolynomials arma, ArimaFit fit, WorkMeter meter)
    {
        (_data, _arma, _meter) = (data, arma, meter);
        Fit = fit;
        Fitted = new double[data.Levels.Length];
    }

    /// <summary>The fit; with missing values that were passed over exactly, its likelihood is that of what was observed.</summary>
    public ArimaFit Fit { get; private set; }

    /// <summary>The one-step forecasts; NaN where there are none.</summary>
    public double[] Fitted { get; }

    /// <summary>The coefficients of the regressors, the constant last.</summary>
    public double[] Coefficients { get; private set; } = [];

    /// <summary>The variance of the innovations.</summary>
    public double Variance { get; private set; }

    /// <summary>The state after the last value of the series.</summary>
    public StateSpace Space { get; private set; } = null!;

    /// <summary>Runs the model through the series.</summary>
    public static ArimaFilter Run(ArimaData data, ArimaEstimator estimator, ArimaFit fit, WorkMeter meter)
    {
        ArmaPolynomials arma = new(Math.Max(1, Math.Max(fit.Order.ArLength, fit.Order.MaLength)), fit.Parameters.Length);
        arma.SetUnconstrained(fit.Order, fit.Parameters);
        ArimaFilter filter = new(data, arma, fit, meter);
        long state = arma.StateLength + fit.Order.Lost;
        if (!data.HasGaps || state * state * data.Levels.Length > MostExactOperations || !filter.TryPassOverGaps())
        {
            filter.FilterFilled(estimator);
        }

        return filter;
    }

    private bool TryPassOverGaps()
    {
        int count = 1 + _data.RegressorCount + (Fit.Constant ? 1 : 0);
        int length = _data.Levels.Length;
        _meter.Spend((long)count * length);
        double[][] columns = _data.LevelColumns[..count];
        double[][] whitened = [.. columns.Select(_ => new double[length])];
        GapWhitening whitening = new(_data, _meter);
        if (!whitening.TryWhiten(_arma, columns, whitened, count, out double logDeterminant) || whitening.Counted <= Fit.Estimated)
        {
            return false;
        }

        Coefficients = new double[count - 1];
        LinearRegression.Project(whitened[1..], count - 1, whitened[0], Coefficients, _meter);
        double squares = DenseVector.SumOfSquares(whitened[0]);
        int counted = whitening.Counted;
        double logLikelihood = -0.5 * ((counted * (Math.Log(2 * Math.PI * Math.Max(squares, double.Epsilon) / counted) + 1)) + logDeterminant);
        Fit = Fit with { LogLikelihood = logLikelihood, Count = counted };
        Variance = squares / Math.Max(1, counted - Fit.Estimated + 1);
        Space = whitening.StateWithout(Coefficients);
        int lost = Fit.Order.Lost;
        Array.Fill(Fitted, double.NaN, 0, lost);
        for (int time = lost; time < length; time++)
        {
            _meter.Spend(2L * count);
            Fitted[time] = whitening.Forecasts[0][time];
            for (int column = 1; column < count; column++)
            {
                Fitted[time] += Coefficients[column - 1] * (columns[column][time] - whitening.Forecasts[column][time]);
            }
        }

        return true;
    }

    private void FilterFilled(ArimaEstimator estimator)
    {
        int length = _data.Levels.Length;
        Coefficients = estimator.Regress(Fit, out double squares);
        double[] explained = Explained();
        _meter.Spend(6L * length);
        double[] noise = [.. _data.Levels.Zip(explained, (level, part) => level - part)];

        // What stands after the last observed value is no observation: the state goes on without it.
        int end = Array.LastIndexOf(_data.Observed, true) + 1;
        double[] seen = noise[..end];
        double[] differenced = Differencing.Apply(seen, _data.Differences, _data.SeasonalDifferences, _data.Season, _meter);
        int lost = end - differenced.Length;
        StateSpace space = new(_arma, [], _meter);
        space.TryStart(new ArmaCovariances(_arma.StateLength, _meter));
        Array.Fill(Fitted, double.NaN, 0, lost);
        double filledSquares = 0;
        for (int time = 0; time < differenced.Length; time++)
        {
            _meter.Spend(OperationsPerStep + space.Size);
            double variance = space.Variance;
            double error = differenced[time] - space.Forecast;
            filledSquares += _data.Observed[lost + time] ? 0 : error * error / variance;
            Fitted[lost + time] = _data.Levels[lost + time] - error;
            space.Update(error, variance);
            space.Advance();
        }

        Space = lost == 0
            ? space
            : space.Integrate(Differencing.Weights(_data.Differences, _data.SeasonalDifferences, _data.Season), seen);
        for (int time = end; time < length; time++)
        {
            _meter.Spend(OperationsPerStep + Space.Size);
            Fitted[time] = Space.Forecast + explained[time];
            Space.Advance();
        }

        Variance = Math.Max(0, squares - filledSquares) / Math.Max(1, (_data.HasGaps ? _data.Count : Fit.Count) - Fit.Estimated + 1);
    }

    // Column 0 is the series itself.
    private double[] Explained()
    {
        double[] explained = new double[_data.Levels.Length];
        for (int column = 0; column < Coefficients.Length; column++)
        {
            _meter.Spend(explained.Length);
            DenseVector.AddMultiple(Coefficients[column], _data.LevelColumns[column + 1], explained);
        }

        return explained;
    }
}
