using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Long autoregressions of the series, of its differences and of its seasonal differences, averaged.</summary>
/// <remarks>
/// Each is fitted by Burg's method with the order of the least AICc (<see cref="Numerics.Autoregression.BurgFit"/>) around the mean of what
/// it describes, which is the drift of a difference. Orders beyond the longest season let one autoregression describe several seasons and
/// their changes. Whether the series has a unit root at lag 1 or over a season is not tested: the forecasts under each assumption count
/// alike, which is safer than a choice (Clemen, Combining forecasts, International Journal of Forecasting 5, 1989). Standard errors are
/// averaged too, as if the forecasts erred together; the uncertainty of the coefficients and of the drift is not counted. Lags that the user
/// chose are fitted by least squares instead (<see cref="ChosenLags"/>), to the series itself unless differences are given.
/// </remarks>
public sealed class Autoregression : UnivariateModel
{
    internal const int MostLags = 100;
    internal const int LongestLag = 10_000;

    private const int ValuesNeeded = 4;
    private const int LongestDefaultOrder = 2000;

    // A series that is mostly a trend does not return to its mean.
    private const double LargestTrendShare = 0.5;

    // With a season, what its cycles tell about the level outweighs that, but for a series that is a straight line.
    private const double LargestTrendShareWithSeason = 0.99;

    private readonly int? _maxOrder;
    private readonly int[]? _differences;
    private readonly int[]? _lags;

    /// <summary>Creates the method.</summary>
    /// <param name="maxOrder">
    /// The highest order to try, at least 0; never half of the values or more. By default 12 more than the longest season, at most 2000,
    /// and without a season 10 log10(n).
    /// </param>
    /// <param name="differences">
    /// The lags of the differences to average over, 0 being the series itself; by default 0, 1 and each season; without a season 0 and 1,
    /// and 1 alone when a straight line explains more than half of the variance; with a season 0 only while a line explains less than 99 %.
    /// With <paramref name="lags"/> 0 alone, the series itself.
    /// </param>
    /// <param name="lags">
    /// The lags of the autoregressions, 1 to 10,000, at most 100 of them: {1, 12} explains a value by the last one and the one a year before.
    /// By default all lags from 1 to an order that AICc chooses. Those that a history is too short for are left out, with a warning.
    /// </param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: a number is out of range, there is no difference or no lag, or both <paramref name="maxOrder"/>
    /// and <paramref name="lags"/> are given.
    /// </exception>
    public Autoregression(int? maxOrder = null, IReadOnlyList<int>? differences = null, IReadOnlyList<int>? lags = null)
    {
        if (maxOrder < 0 || differences is { Count: 0 } || differences?.Any(lag => lag < 0) == true)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"A maximum order of {maxOrder} or differences at lags [{string.Join(", ", differences ?? [])}] are not possible.",
                "Give an order from 0 on and one or more lags, 0 for the series itself.");
        }

        _maxOrder = maxOrder;
        _differences = differences?.Distinct().Order().ToArray();
        _lags = lags?.Distinct().Order().ToArray();
        CheckLags();
    }

    /// <inheritdoc />
    public override string Name => "ar";

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => true;

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => LevelUse.TakenOff;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        int length = history.Values.Length;
        int[] lags = Array.FindAll(_differences ?? (_lags is null ? DefaultDifferences(history) : [0]), lag => length - (long)lag >= ValuesNeeded);
        if (lags.Length == 0)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: ar needs {ValuesNeeded} values");
        }

        if (_lags is int[] chosen)
        {
            return FitAt(history, lags, chosen, new WorkMeter(cancellationToken));
        }

        int maxOrder = _maxOrder ?? DefaultOrder(history);
        DifferencedAutoregression[] members =
            Array.ConvertAll(lags, lag => DifferencedAutoregression.Fit(history, lag, maxOrder, cancellationToken));
        return new AutoregressionPredictor(members)
        {
            Fitted = AverageOfKnown(members, length, new WorkMeter(cancellationToken)),
            Method = "ar, order " + string.Join(", ", members.Select(Describe)),
            Parameters = [.. members.SelectMany(member => Parameters(member, members.Length == 1))],
        };
    }

    private static AutoregressionPredictor FitAt(History history, int[] differences, int[] chosen, WorkMeter meter)
    {
        DifferencedAutoregression[] members =
            Array.ConvertAll(differences, difference => DifferencedAutoregression.FitAt(history, difference, chosen, meter));
        List<string> warnings = [];
        foreach (DifferencedAutoregression member in members)
        {
            if (member.ChosenLags.Length < chosen.Length)
            {
                string left = string.Join(", ", chosen.Skip(member.ChosenLags.Length));
                warnings.Add($"lags {left} left out: {CountText.Of(history.Values.Length - member.Lag, "value", "values")} are too few for them");
            }

            if (member.Shrinkage < 1)
            {
                string factor = member.Shrinkage.ToString("0.####", CultureInfo.InvariantCulture);
                warnings.Add($"by least squares the autoregression of {Subject(member)} explodes: its coefficients are shrunk by {factor} a step");
            }
        }

        return new AutoregressionPredictor(members)
        {
            Fitted = AverageOfKnown(members, history.Values.Length, meter),
            Method = "ar, " + string.Join(", ", members.Select(DescribeLags)),
            Parameters = [.. members.Where(_ => members.Length == 1).SelectMany(ParametersAt)],
            Warnings = [.. warnings.Distinct()],
        };
    }

    private static string DescribeLags(DifferencedAutoregression member) => member.ChosenLags.Length == 0
        ? $"the mean of {Subject(member)}"
        : $"lags {string.Join(", ", member.ChosenLags)} of {Subject(member)}";

    private static IEnumerable<FittedParameter> ParametersAt(DifferencedAutoregression member)
    {
        foreach (int lag in member.ChosenLags)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"ar{lag}"), member.Coefficients[lag - 1]);
        }
    }

    private void CheckLags()
    {
        if (_lags is null)
        {
            return;
        }

        string? wrong = _lags.Length is 0 or > MostLags ? $"options.lags has {CountText.Of(_lags.Length, "lag", "lags")}."
            : _lags[0] < 1 || _lags[^1] > LongestLag ? $"options.lags reaches from {_lags[0]} to {_lags[^1]}."
            : _maxOrder is not null ? "options.lags and options.max_order are both given."
            : null;
        if (wrong is not null)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                wrong,
                $"Give 1 to {MostLags} lags from 1 to {LongestLag}, e.g. [1, 12], or max_order to have them chosen.");
        }
    }

    private static int[] DefaultDifferences(History history)
    {
        double largest = history.SeasonLengths.Length > 0 ? LargestTrendShareWithSeason : LargestTrendShare;
        return TrendShare(history.Values) <= largest ? [0, 1, .. history.SeasonLengths] : [1, .. history.SeasonLengths];
    }

    // The squared correlation with time.
    private static double TrendShare(double[] values)
    {
        double mean = Average.Of(values), centre = (values.Length - 1) / 2.0;
        double products = 0, squares = 0, variation = 0;
        for (int index = 0; index < values.Length; index++)
        {
            double time = index - centre, value = values[index] - mean;
            products += time * value;
            squares += time * time;
            variation += value * value;
        }

        return variation > 0 ? products / squares * (products / variation) : 0;
    }

    private static int DefaultOrder(History history) => history.SeasonLengths is [.., int longest]
        ? (int)Math.Min(LongestDefaultOrder, longest + 12L)
        : (int)(10 * Math.Log10(history.Values.Length));

    private static string Describe(DifferencedAutoregression member) => $"{member.Coefficients.Length} of {Subject(member)}";

    private static string Subject(DifferencedAutoregression member) => member.Lag switch
    {
        0 => "the values",
        1 => "the differences",
        _ => $"the differences over {member.Lag}",
    };

    private static IEnumerable<FittedParameter> Parameters(DifferencedAutoregression member, bool alone)
    {
        yield return new(string.Create(CultureInfo.InvariantCulture, $"order_{member.Lag}"), member.Coefficients.Length);
        for (int lag = 0; alone && lag < member.Coefficients.Length; lag++)
        {
            yield return new(string.Create(CultureInfo.InvariantCulture, $"ar{lag + 1}"), member.Coefficients[lag]);
        }
    }

    private static double[] AverageOfKnown(DifferencedAutoregression[] members, int length, WorkMeter meter)
    {
        double[] fitted = new double[length];
        for (int index = 0; index < length; index++)
        {
            meter.Spend(4L * members.Length);
            double sum = 0;
            int count = 0;
            foreach (DifferencedAutoregression member in members)
            {
                if (!double.IsNaN(member.Fitted[index]))
                {
                    sum += member.Fitted[index];
                    count++;
                }
            }

            fitted[index] = count > 0 ? sum / count : double.NaN;
        }

        return fitted;
    }
}
