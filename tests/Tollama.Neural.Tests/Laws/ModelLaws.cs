using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Laws;

/// <summary>What holds for every model, whatever its weights say.</summary>
public abstract class ModelLaws : IDisposable
{
    private static readonly double[] Levels = [0.1, 0.25, 0.5, 0.8, 0.9];

    private readonly Lazy<NeuralModel> _model;

    protected ModelLaws() => _model = new Lazy<NeuralModel>(() => Load(new Workers(1), KernelSet.Current));

    protected NeuralModel Model => _model.Value;

    /// <summary>How far a forecast may be from where a shift or another scale of the series puts it, relative to the forecast's spread.</summary>
    protected virtual double ScaleTolerance => 1e-3;

    /// <summary>How many values count for a few steps.</summary>
    protected virtual int LongestContext => Model.Architecture.ContextLength;

    /// <summary>True if the last observed value counts even where it lies before everything else that the model looks at.</summary>
    protected virtual bool LooksBehindGaps => false;

    protected abstract NeuralModel Load(Workers workers, KernelSet kernels);

    public void Dispose()
    {
        if (_model.IsValueCreated)
        {
            _model.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_batch_is_its_series_one_by_one_to_the_last_bit()
    {
        double[][] batch = [Wave(50), Wave(7), WithGaps(90), Wave(1), Wave(64), Wave(500), WithGaps(33)];
        IReadOnlyList<SeriesOutcome> together = Forecast(batch, 10);
        for (int i = 0; i < batch.Length; i++)
        {
            ShouldBeSameBits(together[i].Forecast!, Forecast([batch[i]], 10)[0].Forecast!);
        }
    }

    [Fact]
    public void The_order_of_the_series_and_where_a_request_is_split_change_no_bit() =>
        Gen.Select(Gen.Int[1, 160].Array[2, 12], Gen.Int[0, 1_000_000], Gen.Int[1, 11]).ForAll(
            (lengths, seed, cut) =>
            {
                double[][] batch = [.. lengths.Select((length, i) => Times(i % 3 == 0 ? WithGaps(length) : Wave(length), ((seed + i) % 41) - 20))];
                int[] order = [.. Enumerable.Range(0, batch.Length).OrderBy(i => (i + 1) * (seed + 7919L) % 104_729)];
                int first = Math.Min(cut, batch.Length);
                IReadOnlyList<SeriesOutcome> whole = Forecast(batch, 6);
                IReadOnlyList<SeriesOutcome> permuted = Forecast([.. order.Select(i => batch[i])], 6);
                SeriesOutcome[] split = [.. Forecast(batch[..first], 6), .. Forecast(batch[first..], 6)];
                for (int i = 0; i < batch.Length; i++)
                {
                    ShouldBeSameBits(split[i].Forecast!, whole[i].Forecast!);
                    ShouldBeSameBits(permuted[i].Forecast!, whole[order[i]].Forecast!);
                }
            },
            cases: 15);

    [Fact]
    public void Series_that_no_forecast_is_made_of_leave_all_others_as_they_are()
    {
        double[] ended = [.. Wave(20), .. Enumerable.Repeat(double.NaN, 20_000)];
        double[][] batch =
        [
            [double.NaN], Wave(90), [], [4.25], [1, double.NegativeInfinity], [.. Enumerable.Repeat(3.0, 40)], ended, WithGaps(60), Wave(700), [.. Enumerable.Repeat(0.0, 9)],
        ];
        int far = Model.Architecture.MaxHorizon + 3;
        IReadOnlyList<SeriesOutcome> outcomes = Forecast(batch, far);
        for (int i = 0; i < batch.Length; i++)
        {
            SeriesOutcome alone = Forecast([batch[i]], far)[0];
            outcomes[i].Error?.Message.ShouldBe(alone.Error!.Message);
            outcomes[i].Error?.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
            if (alone.Forecast is { } forecast)
            {
                ShouldBeSameBits(outcomes[i].Forecast.ShouldNotBeNull(), forecast);
                forecast.Mean.Length.ShouldBe(far);
            }
        }

        outcomes.Count(outcome => outcome.Error is not null).ShouldBe(LooksBehindGaps ? 3 : 4);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        double[][] batch = [.. Enumerable.Range(1, 9).Select(i => Wave(i * 17))];
        using NeuralModel threaded = Load(new Workers(5), KernelSet.Current);
        int far = Model.Architecture.MaxHorizon + 3;
        foreach (double[][] part in (double[][][])[batch, [batch[^1]]])
        {
            IReadOnlyList<SeriesOutcome> many = threaded.Forecast(part, far, Levels, TestContext.Current.CancellationToken);
            IReadOnlyList<SeriesOutcome> one = Forecast(part, far);
            for (int i = 0; i < part.Length; i++)
            {
                ShouldBeSameBits(many[i].Forecast!, one[i].Forecast!);
            }
        }
    }

    [Fact]
    public void Every_instruction_set_gives_the_same_bits()
    {
        SeriesForecast expected = Forecast([WithGaps(80)], 12)[0].Forecast!;
        foreach (KernelSet kernels in KernelSet.Available)
        {
            using NeuralModel other = Load(Workers.Single, kernels);
            ShouldBeSameBits(other.Forecast([WithGaps(80)], 12, Levels, TestContext.Current.CancellationToken)[0].Forecast!, expected);
        }
    }

    [Fact]
    public void Another_scale_of_the_series_is_another_scale_of_the_forecast() =>
        ShouldFollow(values => [.. values.Select(value => value * 1000)], value => value * 1000);

    // A power of two changes no digit of a number, so there is no reason for any digit of the forecast to change.
    [Theory]
    [InlineData(-1000)]
    [InlineData(-300)]
    [InlineData(-40)]
    [InlineData(-30)]
    [InlineData(-20)]
    [InlineData(-1)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(300)]
    [InlineData(900)]
    public void A_power_of_two_times_the_series_is_that_times_the_forecast_to_the_last_bit(int power)
    {
        foreach (double[] series in (double[][])[Wave(75), WithGaps(75), [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 7, 4]])
        {
            SeriesForecast plain = Forecast([series], 8)[0].Forecast!;
            SeriesForecast scaled = Forecast([Times(series, power)], 8)[0].Forecast.ShouldNotBeNull();
            scaled.Mean.ShouldBe(Times(plain.Mean, power));
            scaled.Quantiles.Zip(plain.Quantiles).ShouldAllBe(pair => pair.First.SequenceEqual(Times(pair.Second, power)));
        }
    }

    [Theory]
    [InlineData(-300)]
    [InlineData(-30)]
    [InlineData(-20)]
    [InlineData(20)]
    [InlineData(300)]
    public void A_constant_of_any_size_is_forecast_as_itself(int power)
    {
        double constant = Math.ScaleB(1234.5, power);
        SeriesForecast forecast = Forecast([[.. Enumerable.Repeat(constant, 40)]], 6)[0].Forecast.ShouldNotBeNull();
        forecast.Mean.ShouldAllBe(value => Math.Abs((value / constant) - 1) < 1e-4);
        forecast.Quantiles.SelectMany(row => row).ShouldAllBe(value => Math.Abs((value / constant) - 1) < 1e-4);
    }

    [Fact]
    public void A_spread_far_below_the_level_is_no_constant()
    {
        SeriesForecast plain = Forecast([Wave(75)], 8)[0].Forecast!;
        SeriesForecast raised = Forecast([[.. Wave(75).Select(value => 1000 + Math.ScaleB(value, -30))]], 8)[0].Forecast!;
        double spread = plain.Mean.Max() - plain.Mean.Min() + plain.Quantiles[^1].Max() - plain.Quantiles[0].Min();
        raised.Mean.Zip(plain.Mean).ShouldAllBe(pair => Math.Abs(Math.ScaleB(pair.First - 1000, 30) - pair.Second) < ScaleTolerance * spread);
    }

    [Fact]
    public void A_shift_of_the_series_is_a_shift_of_the_forecast() =>
        ShouldFollow(values => [.. values.Select(value => value + 250)], value => value + 250);

    [Fact]
    public void Missing_values_before_the_series_change_nothing()
    {
        double[] series = WithGaps(70);
        double[] padded = [.. Enumerable.Repeat(double.NaN, 45), .. series];
        ShouldBeSameBits(Forecast([padded], 8)[0].Forecast!, Forecast([series], 8)[0].Forecast!);
    }

    [Fact]
    public void Quantiles_never_cross() =>
        Gen.Double[-100, 100].Array[1, 150].ForAll(
            series =>
            {
                SeriesForecast forecast = Forecast([series], 9)[0].Forecast!;
                for (int level = 1; level < Levels.Length; level++)
                {
                    forecast.Quantiles[level].Zip(forecast.Quantiles[level - 1]).ShouldAllBe(pair => pair.First >= pair.Second);
                }
            },
            cases: 25);

    [Fact]
    public void Only_the_last_values_count_and_that_is_said()
    {
        int context = LongestContext;
        double[] series = Wave(context + 21);
        SeriesForecast whole = Forecast([series], 6)[0].Forecast!;
        ShouldBeSameBits(whole, Forecast([series[21..]], 6)[0].Forecast!);
        whole.Warnings.ShouldContain(warning => warning.Contains($"{context} of {context + 21}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_horizon_beyond_the_native_one_is_reached_and_said()
    {
        int horizon = (3 * Model.Architecture.MaxHorizon) + 5;
        SeriesForecast forecast = Forecast([Wave(60)], horizon)[0].Forecast!;
        forecast.Mean.Length.ShouldBe(horizon);
        forecast.Mean.ShouldAllBe(value => double.IsFinite(value));
        forecast.Warnings.ShouldContain(warning => warning.Contains("rest on its own forecasts", StringComparison.Ordinal));
        Forecast([Wave(60)], 5)[0].Forecast!.Warnings.ShouldNotContain(warning => warning.Contains("rest on its own forecasts", StringComparison.Ordinal));
    }

    [Fact]
    public void A_constant_series_stays_where_it_is()
    {
        SeriesForecast forecast = Forecast([[.. Enumerable.Repeat(1234.5, 40)]], 6)[0].Forecast!;
        forecast.Mean.ShouldAllBe(value => Math.Abs(value - 1234.5) < 0.1);
        Forecast([[7.0]], 4)[0].Forecast!.Mean.ShouldAllBe(value => Math.Abs(value - 7) < 0.1);
    }

    [Fact]
    public void A_context_without_observed_values_is_an_error_of_its_own_or_the_last_values_are_looked_at()
    {
        double[] gap = [.. Enumerable.Repeat(double.NaN, Model.Architecture.ContextLength)];
        double[] ended = [.. Wave(60).Select(value => 1000 + (value / 20)), .. gap];
        IReadOnlyList<SeriesOutcome> outcomes = Forecast([Wave(30), ended, Wave(20)], 4);
        if (LooksBehindGaps)
        {
            outcomes[1].Forecast.ShouldNotBeNull().Mean.ShouldAllBe(value => Math.Abs(value - ended[59]) < 1);
        }
        else
        {
            outcomes[1].Error.ShouldNotBeNull().Code.ShouldBe(ErrorCode.SeriesNotForecastable);
            outcomes[1].Error!.Message.ShouldContain($"None of the last {LongestContext} values is observed");
            outcomes[1].Error!.Hint.ShouldNotBeNull();
        }

        ShouldBeSameBits(outcomes[0].Forecast!, Forecast([Wave(30)], 4)[0].Forecast!);
        ShouldBeSameBits(outcomes[2].Forecast!, Forecast([Wave(20)], 4)[0].Forecast!);
    }

    [Fact]
    public void A_context_that_a_request_makes_too_short_for_any_observed_value_is_an_error_that_names_the_option()
    {
        double[] ended = [.. Wave(60), double.NaN, double.NaN, double.NaN];
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = ended }], 3),
            Options = System.Text.Json.JsonDocument.Parse("""{"context_length":3}""").RootElement,
        };
        SeriesOutcome outcome = Model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0];
        if (LooksBehindGaps)
        {
            outcome.Forecast.ShouldNotBeNull().Mean.ShouldAllBe(value => Math.Abs(value - ended[59]) < 0.1);
        }
        else
        {
            outcome.Error.ShouldNotBeNull().Message.ShouldContain("None of the last 3 values is observed");
            outcome.Error!.Hint.ShouldNotBeNull().ShouldContain("context_length");
        }
    }

    [Fact]
    public void A_series_without_observed_values_is_an_error_of_its_own()
    {
        double[][] batch = [Wave(30), [double.NaN, double.NaN], [], [1, double.PositiveInfinity], Wave(20)];
        IReadOnlyList<SeriesOutcome> outcomes = Forecast(batch, 4);
        outcomes.Select(outcome => outcome.Error?.Code).ShouldBe([null, ErrorCode.SeriesNotForecastable, ErrorCode.SeriesNotForecastable, ErrorCode.SeriesNotForecastable, null]);
        ShouldBeSameBits(outcomes[4].Forecast!, Forecast([Wave(20)], 4)[0].Forecast!);
    }

    [Fact]
    public void Values_too_large_for_single_precision_are_an_error_of_their_own_or_a_finite_forecast()
    {
        foreach (double magnitude in (double[])[1e30, 1e150, 1e200, double.MaxValue])
        {
            SeriesOutcome outcome = Forecast([[.. Wave(30).Select(value => value / 30 * magnitude)]], 4)[0];
            (outcome.Error?.Code == ErrorCode.SeriesNotForecastable || outcome.Forecast!.Mean.All(double.IsFinite)).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_cancelled_request_ends_early()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => Model.Forecast([Wave(30)], 4, [], cancelled.Token));
    }

    [Fact]
    public void An_unknown_option_is_refused() =>
        Should.Throw<TollamaException>(() => Model.Forecast(
            new ForecastTask
            {
                Panel = new Panel([new TimeSeries { Id = "a", Target = Wave(20) }], 3),
                Options = System.Text.Json.JsonDocument.Parse("""{"context_lenght":3}""").RootElement,
            },
            progress: null,
            TestContext.Current.CancellationToken)).Hint.ShouldNotBeNull().ShouldContain("context_length");

    protected static double[] Wave(int length) =>
        [.. Enumerable.Range(0, length).Select(t => 20 + (10 * Math.Sin(t * 0.7)) + (3 * Math.Cos(t * t * 0.1)))];

    protected static double[] Times(double[] values, int power) => [.. values.Select(value => Math.ScaleB(value, power))];

    protected static double[] WithGaps(int length) =>
        [.. Wave(length).Select((value, t) => t % 7 == 3 || t is > 20 and < 45 ? double.NaN : value)];

    protected static void ShouldBeSameBits(SeriesForecast actual, SeriesForecast expected)
    {
        actual.Mean.Select(BitConverter.DoubleToInt64Bits).ShouldBe(expected.Mean.Select(BitConverter.DoubleToInt64Bits));
        for (int level = 0; level < expected.Quantiles.Length; level++)
        {
            actual.Quantiles[level].Select(BitConverter.DoubleToInt64Bits).ShouldBe(expected.Quantiles[level].Select(BitConverter.DoubleToInt64Bits));
        }
    }

    protected IReadOnlyList<SeriesOutcome> Forecast(IReadOnlyList<double[]> batch, int horizon) =>
        Model.Forecast(batch, horizon, Levels, TestContext.Current.CancellationToken);

    private void ShouldFollow(Func<double[], double[]> change, Func<double, double> expected)
    {
        double[] series = WithGaps(75);
        SeriesForecast plain = Forecast([series], 8)[0].Forecast!;
        SeriesForecast changed = Forecast([change(series)], 8)[0].Forecast!;
        double spread = plain.Mean.Max() - plain.Mean.Min() + plain.Quantiles[^1].Max() - plain.Quantiles[0].Min();
        double tolerance = ScaleTolerance * spread * Math.Abs(expected(1) - expected(0));
        changed.Mean.Zip(plain.Mean).ShouldAllBe(pair => Math.Abs(pair.First - expected(pair.Second)) < tolerance);
        changed.Quantiles[0].Zip(plain.Quantiles[0]).ShouldAllBe(pair => Math.Abs(pair.First - expected(pair.Second)) < tolerance);
    }
}
