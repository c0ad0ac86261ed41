using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fits the forms that a pattern allows to a history and keeps the best.</summary>
internal static class EtsFitter
{
    /// <summary>The longest season that is a state of the model; longer ones are taken off before.</summary>
    public const int LongestSeason = 24;

    private const int ValuesNeeded = 4;

    // From so many times the weighed mean square on, the relative errors are those of a few fitted values near 0.
    private const double MostNearZero = 4;

    // A trend that never ends must earn it: chosen on rolling origins inside the training parts of M3 and Tourism.
    private const double DoubtOfEndlessTrend = 1;

    // Days and hours, which have many seasons behind them, seldom go on growing for ever: so much more a value of the history. Chosen on
    // rolling origins inside the training parts of days and hours.
    private const double DoubtPerValue = 0.1;
    private const int ManySeasons = 50;

    // A value that is a smaller part of the mean of its season has an error relative to itself that throws the slope of all off.
    private const double NearZero = 0.1;

    // A slope that follows the last step at once, for ever, must earn that as well, the more the faster it follows; chosen likewise.
    private const double DoubtOfFastSlope = 8;

    // A short series without a season tells a slope from an error hardly: a chosen form moves the slope by no more than this share of what it
    // moves the level. Chosen on rolling origins inside the training parts of M3, Tourism and world.
    private const int ShortSeries = 30;
    private const double SlopeShareWhenShort = 0.3;

    /// <summary>Fits.</summary>
    /// <param name="history">The history.</param>
    /// <param name="pattern">Which forms are allowed.</param>
    /// <param name="criterion">What decides between them.</param>
    /// <param name="leastSquares">Whether to minimize the squared one-step errors instead of maximizing the likelihood.</param>
    /// <param name="given">The parameters that are not estimated.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public static Predictor Fit(
        History history,
        EtsPattern pattern,
        InformationCriterion criterion,
        bool leastSquares,
        SmoothingParameters given,
        CancellationToken cancellationToken)
    {
        bool seasonIsOpen = pattern.Season is null && history.SeasonLength > 1;
        if ((history.SeasonLength > LongestSeason && pattern.Season != EtsComponent.None)
            || (seasonIsOpen && FewCycles.Are(history.Values.Length, history.SeasonLength)
                && FewCycles.Show(history.Values, history.SeasonLength, new WorkMeter(cancellationToken))))
        {
            return FitLongSeason(history, pattern, criterion, leastSquares, given, cancellationToken);
        }

        double[] values = history.Values;
        if (values.Length < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: exponential smoothing needs {ValuesNeeded} values");
        }

        if (!values.AsSpan().ContainsAnyExcept(values[0]))
        {
            return LagWalk.Fit(history, lag: 1, "ETS(A,N,N), constant series");
        }

        bool positive = !values.AsSpan().ContainsAnyInRange(double.MinValue, 0);
        bool seasonal = history.SeasonLength is > 1 and <= LongestSeason;
        double slopeShare = pattern.Single is null && !seasonal && values.Length < ShortSeries ? SlopeShareWhenShort : 1;
        EtsSearch search = new(values, seasonal ? history.SeasonLength : 1, given, new WorkMeter(cancellationToken), slopeShare);
        EtsFit? best;
        if (pattern.Single is { } single)
        {
            bool possible = (seasonal || !single.HasSeason) && (positive || !single.NeedsPositive) && search.IsLongEnough(single);
            best = possible ? search.FitThoroughly(single, leastSquares) : null;
        }
        else
        {
            bool isThrown = seasonal && positive && pattern.Error is null && ComesNearZero(values, history.SeasonLength);
            bool isLong = seasonal && values.Length > ManySeasons * history.SeasonLength;
            best = Choose(
                search,
                pattern.Forms(seasonal, positive).Where(form => !(isThrown && form is { Error: EtsComponent.Multiplicative, HasTrend: true })),
                criterion,
                isLong ? DoubtPerValue * values.Length : DoubtOfEndlessTrend,
                given.Beta);
        }

        string? warning = null;
        if (best is null)
        {
            best = Simplest(search, pattern, seasonal, positive, leastSquares);
            warning = $"{pattern} does not fit the series, {Reason(history, pattern, seasonal, positive)}: {best.Form} instead";
        }

        return Finish(history, search, best, leastSquares, warning);
    }

    private static bool ComesNearZero(double[] values, int seasonLength)
    {
        for (int end = values.Length; end >= seasonLength; end -= seasonLength)
        {
            ReadOnlySpan<double> season = values.AsSpan(end - seasonLength, seasonLength);
            double least = double.PositiveInfinity, sum = 0;
            foreach (double value in season)
            {
                least = Math.Min(least, value);
                sum += value;
            }

            if (least < NearZero * sum / seasonLength)
            {
                return true;
            }
        }

        return false;
    }

    private static EtsFit? Choose(EtsSearch search, IEnumerable<EtsForm> forms, InformationCriterion criterion, double doubtOfEndlessTrend, double? beta)
    {
        EtsFit? best = null;
        double bestValue = double.PositiveInfinity;
        foreach (EtsForm form in forms)
        {
            if (search.IsLongEnough(form)
                && search.Fit(form, search.Needed(form, criterion, bestValue - Doubt(form, doubtOfEndlessTrend))) is { } fit
                && (best is null || fit.Criterion(criterion) + Doubt(fit, doubtOfEndlessTrend, beta) < bestValue))
            {
                (best, bestValue) = (fit, fit.Criterion(criterion) + Doubt(fit, doubtOfEndlessTrend, beta));
            }
        }

        return best;
    }

    // What a form costs before its slope is known, and what a fit costs beside its criterion.
    private static double Doubt(EtsForm form, double ofEndlessTrend) => form is { HasTrend: true, Damped: false } ? ofEndlessTrend : 0;

    private static double Doubt(EtsFit fit, double ofEndlessTrend, double? beta)
    {
        double[] values = fit.Point.Values;
        return Doubt(fit.Form, ofEndlessTrend)
            + (fit.Form.HasTrend ? DoubtOfFastSlope * (beta ?? (values[EtsParameters.Beta] * values[EtsParameters.Alpha])) : 0);
    }

    private static EtsPredictor Finish(History history, EtsSearch search, EtsFit fit, bool leastSquares, string? warning)
    {
        fit = search.Finish(fit, polish: !leastSquares);
        EtsWorkspace work = search.Work;
        EtsState state = EtsState.After(work, fit.Form, Variance(history, work, fit));
        IReadOnlyList<FittedParameter> parameters = EtsParameterList.Of(fit, state, work);
        EtsStart.Season(work, fit.Form.Season);
        EtsPath path = new(
            state, work.Parameters[EtsParameters.Level], work.Parameters[EtsParameters.Slope], fit.Form.HasSeason ? [.. work.Season] : [], history.Values);
        return new EtsPredictor(state, path)
        {
            Fitted = work.Fitted,
            Method = fit.Form.ToString(),
            Parameters = parameters,
            Warnings = warning is null ? [] : [warning],
        };
    }

    // A value that was filled in has no error of its own, so it says nothing about the variance.
    private static double Variance(History history, EtsWorkspace work, EtsFit fit)
    {
        bool relative = fit.Form.Error == EtsComponent.Multiplicative;
        double sum = 0, absolute = 0, squares = 0;
        for (int index = 0; index < work.Fitted.Length; index++)
        {
            double error = history.Values[index] - work.Fitted[index];
            if (history.Observed[index])
            {
                double scaled = relative ? error / work.Fitted[index] : error;
                sum += scaled * scaled;
                absolute += error * error;
                squares += work.Fitted[index] * work.Fitted[index];
            }
        }

        // Weighed by the squares of what they are relative to, errors of fitted values near 0 do not count more than all others together.
        double weighed = relative && squares > 0 ? absolute / squares * history.ObservedCount : sum;
        return (sum > MostNearZero * weighed ? weighed : sum) / Math.Max(1, history.ObservedCount - fit.ParameterCount + 1);
    }

    private static Predictor FitLongSeason(
        History history,
        EtsPattern pattern,
        InformationCriterion criterion,
        bool leastSquares,
        SmoothingParameters given,
        CancellationToken cancellationToken)
    {
        WorkMeter meter = new(cancellationToken);
        EtsPattern rest = pattern with { Season = EtsComponent.None };
        int length = history.SeasonLength;
        bool isSeasonal = FewCycles.Are(history.Values.Length, length)
            ? FewCycles.Show(history.Values, length, meter)
            : SeasonalityTest.IsSeasonal(history.Values, length, meter);
        if (pattern.Season is null && !isSeasonal)
        {
            return Fit(history, rest, criterion, leastSquares, given, cancellationToken);
        }

        double[] season = Stl.Decompose(history.Values, length, settings: null, meter).Seasonal;
        double[] adjusted = [.. history.Values];
        for (int index = 0; index < adjusted.Length; index++)
        {
            adjusted[index] -= season[index];
        }

        Predictor predictor = Fit(history.With(adjusted, []), rest, criterion, leastSquares, given, cancellationToken);
        double[] fitted = [.. predictor.Fitted];
        for (int index = 0; index < fitted.Length; index++)
        {
            fitted[index] += season[index];
        }

        return new LongSeasonPredictor(predictor, season, length)
        {
            Fitted = fitted,
            Method = $"STL, season of {length}, + {predictor.Method}",
            Parameters = predictor.Parameters,
            Warnings = given.Gamma is null ? predictor.Warnings : [.. predictor.Warnings, $"gamma ignored: a season of {length} is taken off by STL"],
        };
    }

    // The wanted form with its multiplied components added and its parts taken off until the series carries it.
    private static EtsFit Simplest(EtsSearch search, EtsPattern pattern, bool seasonal, bool positive, bool leastSquares)
    {
        EtsForm form = new(
            Allowed(pattern.Error, positive, EtsComponent.Additive),
            Allowed(pattern.Trend, positive, EtsComponent.None),
            pattern.Damped == true && pattern.Trend is not (null or EtsComponent.None),
            seasonal ? Allowed(pattern.Season, positive, EtsComponent.None) : EtsComponent.None);
        while (true)
        {
            EtsForm simpler = form switch
            {
                { Damped: true } => form with { Damped = false },
                { HasTrend: true } => form with { Trend = EtsComponent.None },
                { HasSeason: true } => form with { Season = EtsComponent.None },
                _ => form with { Error = EtsComponent.Additive },
            };
            if ((search.IsLongEnough(form) || form == simpler) && search.FitThoroughly(form, leastSquares) is { } fit)
            {
                return fit;
            }

            form = simpler;
        }
    }

    private static EtsComponent Allowed(EtsComponent? wanted, bool positive, EtsComponent otherwise) => wanted switch
    {
        null => otherwise,
        EtsComponent.Multiplicative when !positive => EtsComponent.Additive,
        _ => wanted.Value,
    };

    private static string Reason(History history, EtsPattern pattern, bool seasonal, bool positive) =>
        !seasonal && pattern.Season is not (null or EtsComponent.None) ? "it has no season"
        : !positive && pattern.NeedsPositive && history.KeepsSign ? "its level is so far above its changes that adding is multiplying"
        : !positive && pattern.NeedsPositive ? "not all values are above 0"
        : "it is too short";
}
