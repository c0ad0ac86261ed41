using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Median, Fourier seasons, line and exponential smoothing, fitted in rounds, each to what the others left.</summary>
/// <remarks>
/// The idea is Blume's MFLES (github.com/tblume1992/MFLES, 2024; also in statsforecast): gradient boosting (Friedman, Greedy function
/// approximation, Annals of Statistics 29, 2001) with the parts of a decomposition in place of trees. This is our own version: later cycles of a
/// season count more, the level is forecast from earlier values, logarithms are taken where that fits better, and intervals come from the
/// errors of earlier ends. docs/models/mfles.md has the differences.
/// </remarks>
public sealed class Mfles : UnivariateModel
{
    /// <summary>The most rounds that can be asked for.</summary>
    internal const int MostRounds = 10_000;

    private const int ValuesNeeded = 4;
    private const int DefaultRounds = 50;
    private const int RoundsForEachSeason = 6;
    private const int MostHarmonics = 100;

    // The squared errors must be so much smaller in logarithms: what is multiplied may run away.
    private const double LargestErrorsOfLogarithms = 0.95;

    /// <inheritdoc />
    public override string Name => "mfles";

    /// <summary>Whether logarithms are taken of a series whose values are all above 0; when that fits better where <see langword="null"/>, the default.</summary>
    public bool? Multiplicative { get; init; }

    /// <summary>
    /// How many waves each season has, from 1 on, in the ascending order of the seasons; the last number counts for the seasons after it. Half
    /// of the season, or more, is any pattern; otherwise at most 100 count. When empty, the default: 5 below 10 values, 10 below 70, else 15.
    /// </summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: one is below 1.</exception>
    public IReadOnlyList<int> Harmonics
    {
        get;
        init => field = value.All(count => count >= 1) ? value : throw new TollamaException(
            ErrorCode.InvalidRequest, $"options.harmonics has {value.Min()}.", "Give integers from 1 on.");
    }
    = [];

    /// <summary>The most rounds, at least 1; 50 by default, and at least six for each season.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it is below 1.</exception>
    public int? MaxRounds
    {
        get;
        init => field = value is null or >= 1 ? value : throw new TollamaException(
            ErrorCode.InvalidRequest, $"{value} rounds are not possible.", "Give an integer from 1 on.");
    }

    /// <summary>Whether seasons that do not repeat are left out; true by default.</summary>
    public bool TestSeasons { get; init; } = true;

    /// <summary>Whether lines are repeated medians and errors count by their size, so that single values move nothing; false by default.</summary>
    public bool Robust { get; init; }

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) =>
        keepsSign && Multiplicative != false ? LevelUse.TakenOffWhenFar : LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        double[] values = history.Values;
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: mfles needs {ValuesNeeded} observed values");
        }

        if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0)
        {
            return LagWalk.Fit(history, lag: 1, "naive: all values are equal");
        }

        int[] seasons = TestSeasons ? SeasonDetector.Among(values, history.SeasonLengths, meter) : history.SeasonLengths;
        bool canMultiply = Multiplicative != false && history.Level == 0 && Array.TrueForAll(values, value => value > 0);
        MflesFit? multiplied = canMultiply ? Fit(Array.ConvertAll(values, Math.Log), history.SeasonLengths, seasons, meter) : null;
        MflesFit? added = multiplied is null || Multiplicative is null ? Fit([.. values], history.SeasonLengths, seasons, meter) : null;
        MflesPredictor? ofLogarithms = multiplied is not null && (added is null || IsBetter(multiplied, added, history, meter))
            ? ToPredictor(multiplied, seasons, true, history, meter)
            : null;
        return ofLogarithms is not null && (added is null || IsSane(ofLogarithms, history, cancellationToken))
            ? ofLogarithms
            : ToPredictor(added!, seasons, false, history, meter);
    }

    private MflesFit Fit(double[] values, int[] all, int[] seasons, WorkMeter meter)
    {
        MflesSeason[] parts = Array.ConvertAll(seasons, season => new MflesSeason(season, HarmonicsOf(season, Array.IndexOf(all, season)), values.Length, meter));
        int rounds = MaxRounds ?? (int)Math.Max(DefaultRounds, (long)RoundsForEachSeason * seasons.Length);
        return MflesFit.Of(values, parts, rounds, Robust, meter);
    }

    private int HarmonicsOf(int season, int position)
    {
        int harmonics = Harmonics.Count > 0 ? Harmonics[Math.Min(position, Harmonics.Count - 1)] : season < 10 ? 5 : season < 70 ? 10 : 15;
        return 2L * harmonics >= season ? harmonics : Math.Min(harmonics, MostHarmonics);
    }

    private static bool IsBetter(MflesFit multiplied, MflesFit added, History history, WorkMeter meter)
    {
        double ofMultiplied = 0, ofAdded = 0;
        for (int index = 0; index < history.Values.Length; index++)
        {
            meter.Spend(20);
            double error = history.Values[index] - Math.Exp(multiplied.Fitted[index]);
            ofMultiplied += error * error;
            ofAdded += added.Residuals[index] * added.Residuals[index];
        }

        return ofMultiplied < LargestErrorsOfLogarithms * ofAdded;
    }

    // A line of logarithms goes on after a curve has levelled off.
    private static bool IsSane(MflesPredictor multiplied, History history, CancellationToken cancellationToken)
    {
        int steps = Math.Max(2 * history.SeasonLengths.DefaultIfEmpty(1).Max(), Math.Max(1, history.Values.Length / 4));
        SaneMean sane = new(history.Values);
        return multiplied.Predict(steps, cancellationToken).Mean.Select((mean, index) => sane.Contains(mean, index + 1)).All(isSane => isSane);
    }

    private static MflesPredictor ToPredictor(MflesFit fit, int[] seasons, bool isMultiplicative, History history, WorkMeter meter)
    {
        string kind = isMultiplicative ? "multiplicative" : "additive";
        string told = seasons.Length switch
        {
            0 => "no season",
            1 => string.Create(CultureInfo.InvariantCulture, $"season of {seasons[0]}"),
            _ => $"seasons of {string.Join(" and ", seasons)}",
        };
        return new MflesPredictor(fit, new MflesErrors(fit, history.Observed, meter), isMultiplicative)
        {
            Fitted = isMultiplicative ? Array.ConvertAll(fit.Fitted, Math.Exp) : fit.Fitted,
            Method = $"mfles, {kind}, {told}",
            Parameters =
            [
                new("slope", fit.Slope, isMultiplicative ? ParameterUnit.None : ParameterUnit.Series),
                new("trend_share", fit.TrendShare),
                new("smoothings", fit.Levels.Count),
                new("rounds", fit.Rounds),
            ],
        };
    }
}
