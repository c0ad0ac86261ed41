using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>What a request wants to know of sample paths: <c>paths</c>, <c>sum</c>, <c>threshold</c>.</summary>
/// <remarks>
/// Whichever model answers, it is asked for more quantile levels than the answer has; paths are drawn from what it says, after everything that is done to its
/// quantiles. So one way to draw paths is right for all models, those of other programs included.
/// </remarks>
internal sealed class SamplePlan
{
    private const double OutermostMeasured = 0.05;

    private readonly SumPeriod? _sum;
    private readonly bool _isMeasured;
    private readonly SampleSettings _settings;

    private SamplePlan(ForecastRequest request)
    {
        Levels = request.Quantiles ?? [];
        _sum = request.Sum;
        _isMeasured = request.Intervals == IntervalSource.Conformal;
        _settings = new SampleSettings
        {
            Paths = request is { Sum: null, Threshold: null } ? request.Paths!.Value : Math.Max(request.Paths ?? 0, SampleSettings.UsualPaths),
            Seed = request.Seed ?? 0,
            Included = request.Paths ?? 0,
            Levels = Levels,
            Threshold = request.Threshold,
            Gap = request.Gap ?? 0,
            Lower = request.Lower,
            Upper = request.Upper,
            Integer = request.Integer == true,
        };
    }

    /// <summary>The levels that the answer has.</summary>
    internal IReadOnlyList<double> Levels { get; }

    /// <summary>How many numbers the paths of a step have in the answer.</summary>
    internal int NumbersPerStep => _settings.Included;

    /// <summary>The call as the model gets it: with the levels from which paths are drawn. As it was when no paths are needed.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there is no answer to what is asked.</exception>
    internal static ForecastCall Apply(ForecastCall call)
    {
        ForecastRequest request = call.Request;
        if (request is { Paths: null, Sum: null, Threshold: null })
        {
            return call;
        }

        FaultList faults = new();
        if (request.ResponseOptions is not null)
        {
            string field = AskedIn(request)[0];
            faults.Add(
                "value", [field], $"{field} has no place in the answer of the Python tollama, which {RequestFields.ResponseOptions.Name} asks for: send one of the two");
        }

        if (request.Sum is { } period and not SumPeriod.All)
        {
            CheckSteps(call.Panel.Series, period, faults);
        }

        SamplePlan plan = new(request);
        SampleWork.Check(call.Panel.Series.Count, call.Panel.Horizon, plan._settings.Paths, faults);
        if (faults.Count > 0)
        {
            throw faults.ToException();
        }

        return call with { Sampling = plan, Request = request with { Quantiles = SampleLevels.With(plan.Levels, OutermostOf(request)), Paths = plan._settings.Paths } };
    }

    /// <summary>Refuses what an answer in the shape of the Python tollama cannot tell, whoever asks for that shape.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the request asks for paths, sums or a threshold; each field is named.</exception>
    internal static void Refuse(ForecastRequest request)
    {
        FaultList faults = new();
        foreach (string field in AskedIn(request))
        {
            faults.Add("value", [field], $"{field} has no place in the answer of the Python tollama, which is given here: leave it out, or send the request to /api/forecast");
        }

        if (faults.Count > 0)
        {
            throw faults.ToException();
        }
    }

    /// <summary>What is asked of the sampler.</summary>
    internal SampleParams ParametersOf(IReadOnlyList<TimeSeries> series, IReadOnlyList<SeriesForecastData> forecasts) => new()
    {
        Settings = _settings,
        Series =
        [
            .. forecasts.Zip(series, (forecast, one) => new SampleSource
            {
                Id = forecast.Id,
                Mean = forecast.Mean,
                Quantiles = WithoutFlatEnds(forecast.Quantiles!),
                ErrorWeights = forecast.ErrorWeights,
                SumSteps = _sum is { } period ? StepSums.Of(one, forecast.Mean.Length - _settings.Gap, _settings.Gap, period) : null,
            }),
        ],
    };

    /// <summary>The forecast as it is answered.</summary>
    /// <param name="source">What was asked of the sampler.</param>
    /// <param name="forecast">The forecast, with all levels, and the steps of a gap.</param>
    /// <param name="sample">What was drawn; see <see cref="Fits"/>.</param>
    internal SeriesForecastData Answer(SampleSource source, SeriesForecastData forecast, SeriesSample sample) =>
        Told(source, AnsweredSteps.Of(forecast, _settings.Gap), sample);

    /// <summary>Whether a sample has all that was asked for, finite.</summary>
    internal bool Fits(SampleSource source, SeriesSample sample)
    {
        int horizon = source.Mean.Length - _settings.Gap;
        return (_settings.Included == 0 || (sample.Paths?.Length == _settings.Included && Array.TrueForAll(sample.Paths, path => IsFinite(path, horizon))))
            && (source.SumSteps is not { } steps || (sample.Sums is { } sums && IsFinite(sums.Mean, steps.Length)
                && Levels.All(level => sums.Quantiles?.GetValueOrDefault(QuantileLevel.KeyOf(level)) is { } values && IsFinite(values, steps.Length))))
            && (_settings.Threshold is null || (IsWhole(sample.Above, horizon) && IsWhole(sample.Below, horizon)));
    }

    private SeriesForecastData Told(SampleSource source, SeriesForecastData forecast, SeriesSample sample) => forecast with
    {
        Quantiles = Levels.Count == 0 ? null : Levels.ToDictionary(QuantileLevel.KeyOf, level => forecast.Quantiles![QuantileLevel.KeyOf(level)]),
        ErrorWeights = null,
        Warnings = !_isMeasured && RepeatedLevels.NoticeOf(forecast.Quantiles!, Levels, _settings) is { } notice ? [.. forecast.Warnings ?? [], notice] : forecast.Warnings,
        Paths = sample.Paths,
        Sums = sample.Sums is { } sums && _sum is { } period
            ? new ForecastSums
            {
                Period = NameOf(period),
                Timestamps = StepSums.FirstSteps(source.SumSteps!, forecast.Timestamps!),
                Steps = source.SumSteps!,
                Mean = sums.Mean,
                Quantiles = sums.Quantiles,
            }
            : null,
        Threshold = _settings.Threshold is { } value
            ? new ForecastThreshold { Value = value, Above = Dated(sample.Above!, forecast.Timestamps!), Below = Dated(sample.Below!, forecast.Timestamps!) }
            : null,
    };

    private static string[] AskedIn(ForecastRequest request) =>
    [
        .. request.Paths is null ? [] : (string[])[RequestFields.Paths.Name],
        .. request.Sum is null ? [] : (string[])[RequestFields.Sum.Name],
        .. request.Threshold is null ? [] : (string[])[RequestFields.Threshold.Name],
        .. request.Include is null ? [] : (string[])[RequestFields.Include.Name],
    ];

    private static void CheckSteps(IReadOnlyList<TimeSeries> all, SumPeriod period, FaultList faults)
    {
        if (all.FirstOrDefault(series => series.FutureTimes is not [{ IsIndex: false }, ..]) is { } undated)
        {
            faults.Add(
                "value",
                [RequestFields.Sum.Name],
                $"the steps of series '{Excerpt.Of(undated.Id)}' have no dates and are in no {NameOf(period)}: send timestamps, or {RequestFields.Sum.With("all")}");
        }
        else if (all.FirstOrDefault(series => series.Frequency is { } step && StepSums.IsLonger(step, period)) is { } coarse)
        {
            faults.Add(
                "value",
                [RequestFields.Sum.Name],
                $"a step of series '{Excerpt.Of(coarse.Id)}' is {coarse.Frequency!.Words}, longer than one {NameOf(period)}, of which {RequestFields.Sum.With(NameOf(period))} "
                    + $"asks for sums: choose a longer period, or {RequestFields.Sum.With("all")}");
        }
    }

    // A model that knows no level beyond some outermost one says that one for all farther out. This says nothing of the tail; only levels of the answer hold all the same.
    private Dictionary<string, double[]> WithoutFlatEnds(Dictionary<string, double[]> quantiles)
    {
        (double Level, string Key)[] levels = [.. quantiles.Keys.Select(key => (double.Parse(key, CultureInfo.InvariantCulture), key)).Order()];
        int first = 0, last = levels.Length - 1;
        while (first + 1 < last && IsFlat(first, first + 1))
        {
            first++;
        }

        while (last - 1 > first && IsFlat(last, last - 1))
        {
            last--;
        }

        return levels[first..(last + 1)].ToDictionary(level => level.Key, level => quantiles[level.Key], StringComparer.Ordinal);

        bool IsFlat(int outer, int inner) => !Levels.Contains(levels[outer].Level) && quantiles[levels[outer].Key].AsSpan().SequenceEqual(quantiles[levels[inner].Key]);
    }

    // Measured quantiles of outer levels take more errors than a series may have.
    private static double OutermostOf(ForecastRequest request) =>
        request.Intervals == IntervalSource.Conformal || request.Residuals == ResidualLaw.Bootstrap ? OutermostMeasured : 0;

    private static bool IsFinite(double[] values, int count) => values.Length == count && Array.TrueForAll(values, double.IsFinite);

    private static bool IsWhole(SampledPassage? passage, int horizon) =>
        passage is not null && IsFinite(passage.Chance, horizon) && IsFinite(passage.First, horizon) && double.IsFinite(passage.Ever);

    private static string NameOf(SumPeriod period) => period.ToString().ToLowerInvariant();

    private static ForecastPassage Dated(SampledPassage passage, IReadOnlyList<string> labels) => new()
    {
        Chance = passage.Chance,
        Ever = passage.Ever,
        First = passage.First,
        Steps = passage.Steps,
        Timestamps = passage.Steps?.ToDictionary(pair => pair.Key, pair => pair.Value is { } step && step >= 1 && step <= labels.Count ? labels[step - 1] : null),
    };
}
