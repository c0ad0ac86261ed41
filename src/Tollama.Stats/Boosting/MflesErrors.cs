using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The standard errors of the steps of an <see cref="Mfles"/> forecast.</summary>
/// <remarks>
/// That of the first step is the root mean square of the fitted errors, enlarged by what seasons and line took of the noise. It grows with the
/// step as the errors of the forecasts grow that level and line would have made from earlier ends of the history, up to a third of its length;
/// beyond that, as those of the smoothings alone would if they were the truth. What is not known about the slope is added.
/// </remarks>
internal sealed class MflesErrors
{
    private const int MostOrigins = 500;
    private const double MostNoise = 0.9;

    // Values that resemble the one before tell less about a line: as in a first-order autoregression.
    private const double MostPersistence = 0.8;

    private readonly MflesFit _fit;
    private readonly double[] _withoutSeasonAndLine;
    private readonly double _sigma;
    private readonly double _spread;

    /// <summary>Measures the errors of a fit.</summary>
    public MflesErrors(MflesFit fit, bool[] observed, WorkMeter meter)
    {
        _fit = fit;
        int length = fit.Residuals.Length, count = 0;
        _withoutSeasonAndLine = new double[length];
        double squares = 0, spread = 0, products = 0;
        for (int index = 0; index < length; index++)
        {
            meter.Spend(6);
            double residual = fit.Residuals[index], value = residual + fit.LevelForecasts[index];
            _withoutSeasonAndLine[index] = value;
            squares += observed[index] ? residual * residual : 0;
            spread += value * value;
            products += index > 0 ? value * _withoutSeasonAndLine[index - 1] : 0;
            count += observed[index] ? 1 : 0;
        }

        double noise = Math.Min(MostNoise, (2.0 / length) + fit.Seasons.Sum(season => season.NoiseShare));
        _sigma = Math.Sqrt(squares / count * (1 + noise) / (1 - noise));
        double persistence = spread > 0 ? Math.Clamp(products / spread, 0, MostPersistence) : 0;
        _spread = spread / length * (1 + persistence) / (1 - persistence);
    }

    /// <summary>The standard error of each step.</summary>
    public double[] Of(int horizon, WorkMeter meter)
    {
        double[] errors = Smoothings(horizon, meter);
        int length = _withoutSeasonAndLine.Length, known = Math.Min(horizon, length / 3);
        double first = RootMeanSquare(1, meter), last = _sigma, lastOfSmoothings = errors[0];
        double slopeShare = _fit.TrendShare * _fit.TrendShare;
        for (int step = 1; step <= horizon; step++)
        {
            double ofSmoothings = errors[step - 1];
            if (step <= known && first > 0)
            {
                last = Math.Max(last, _sigma * RootMeanSquare(step, meter) / first);
                lastOfSmoothings = ofSmoothings;
            }

            double error = last * (lastOfSmoothings > 0 ? ofSmoothings / lastOfSmoothings : 1);
            double time = (length / 2.0) + step;
            double ofSlope = slopeShare * slopeShare * _spread * 12 * time * time / Math.Pow(length, 3);
            errors[step - 1] = Math.Sqrt((error * error) + ofSlope);
        }

        return errors;
    }

    // The weight of an error in later steps is what the smoothings answer to it, and to the answers.
    private double[] Smoothings(int horizon, WorkMeter meter)
    {
        MflesLevel[] levels = [.. _fit.Levels.Select(_ => new MflesLevel())];
        double[] errors = new double[horizon];
        double squares = 0;
        for (int step = 0; step < horizon; step++)
        {
            meter.Spend(10 + (30L * levels.Length));
            double weight = step == 0 ? 1 : levels.Sum(level => level.Next);
            squares += weight * weight;
            errors[step] = _sigma * Math.Sqrt(squares);
            foreach (MflesLevel level in levels)
            {
                double forecast = level.Next;
                level.Update(weight);
                weight -= forecast;
            }
        }

        return errors;
    }

    private double RootMeanSquare(int lead, WorkMeter meter)
    {
        int length = _withoutSeasonAndLine.Length, first = length / 4;
        int stride = Math.Max(1, (length - first) / MostOrigins);
        double missingRise = (_fit.Slope - _fit.FutureSlope) * lead, squares = 0;
        int count = 0;
        for (int origin = first; origin + lead < length; origin += stride)
        {
            meter.Spend(10);
            double error = _withoutSeasonAndLine[origin + lead] - _fit.LevelForecasts[origin + 1] + missingRise;
            squares += error * error;
            count++;
        }

        return count > 0 ? Math.Sqrt(squares / count) : 0;
    }
}
