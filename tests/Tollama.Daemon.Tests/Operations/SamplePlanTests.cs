using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class SamplePlanTests
{
    [Fact]
    public void A_request_that_wants_no_paths_stays_as_it_is()
    {
        ForecastCall call = Samples.Call(new ForecastRequest { Quantiles = [0.5], Seed = 3 }, Samples.Daily("a", 1, 2));

        SamplePlan.Apply(call).ShouldBeSameAs(call);
    }

    [Fact]
    public void Sums_and_thresholds_are_from_a_thousand_paths_however_few_are_told()
    {
        Paths(new ForecastRequest { Paths = 5 }).ShouldBe(5);
        Paths(new ForecastRequest { Paths = 5, Threshold = 1 }).ShouldBe(1000);
        Paths(new ForecastRequest { Paths = 5000, Sum = SumPeriod.All }).ShouldBe(5000);
        Paths(new ForecastRequest { Sum = SumPeriod.All }).ShouldBe(1000);

        static int? Paths(ForecastRequest request) => SamplePlan.Apply(Samples.Call(request, Samples.Daily("a", 1, 2))).Request.Paths;
    }

    [Fact]
    public void Quantiles_that_are_measured_are_asked_for_no_farther_out_than_errors_tell()
    {
        Least(new ForecastRequest { Sum = SumPeriod.All }).ShouldBe(0.005);
        Least(new ForecastRequest { Sum = SumPeriod.All, Intervals = IntervalSource.Conformal }).ShouldBe(0.05);
        Least(new ForecastRequest { Sum = SumPeriod.All, Intervals = IntervalSource.Conformal, Quantiles = [0.975] }).ShouldBe(0.025);
        Least(new ForecastRequest { Sum = SumPeriod.All, Residuals = ResidualLaw.Bootstrap, Quantiles = [0.5] }).ShouldBe(0.05);

        static double Least(ForecastRequest request) =>
            SamplePlan.Apply(Samples.Call(request, Samples.Daily("a", 1, 2))).Request.Quantiles!.Min(level => Math.Round(Math.Min(level, 1 - level), 6));
    }

    [Theory]
    [InlineData(new double[0], new[] { 0.1, 0.9 })]
    [InlineData(new[] { 0.025, 0.5 }, new[] { 0.025, 0.9 })]
    public void Levels_for_which_a_model_repeats_its_outermost_one_say_nothing_of_the_tail(double[] asked, double[] ends)
    {
        TimeSeries series = Samples.Daily("a", 1, 2);
        ForecastCall call = SamplePlan.Apply(Samples.Call(new ForecastRequest { Quantiles = asked, Paths = 1 }, series));
        SeriesForecastData forecast = new()
        {
            Id = "a",
            Mean = [0, 0],
            Quantiles = call.Request.Quantiles!.ToDictionary(QuantileLevel.KeyOf, level => new[] { Math.Clamp(level, 0.1, 0.9), 0 }),
        };

        IEnumerable<double> levels = call.Sampling!.ParametersOf([series], [forecast]).Series.Single().Quantiles.Keys.Select(key => double.Parse(key, CultureInfo.InvariantCulture));

        (levels.Min(), levels.Max()).ShouldBe((ends[0], ends[1]));
        levels.Count().ShouldBeGreaterThan(15);
    }

    [Fact]
    public void Of_a_constant_two_levels_are_left()
    {
        TimeSeries series = Samples.Daily("a", 1, 2);
        ForecastCall call = SamplePlan.Apply(Samples.Call(new ForecastRequest { Paths = 1 }, series));
        SeriesForecastData forecast = new() { Id = "a", Mean = [0, 0], Quantiles = call.Request.Quantiles!.ToDictionary(QuantileLevel.KeyOf, _ => new double[] { 5, 5 }) };

        call.Sampling!.ParametersOf([series], [forecast]).Series.Single().Quantiles.Count.ShouldBe(2);
    }

    [Fact]
    public void Steps_without_dates_are_in_no_month()
    {
        TimeSeries numbered = Samples.Daily("n", 1, 2) with { Times = null, FutureTimes = null, Frequency = null };
        ForecastCall call = Samples.Call(new ForecastRequest { Sum = SumPeriod.Month }, Samples.Daily("a", 1, 2), numbered);

        TollamaException fault = Should.Throw<TollamaException>(() => SamplePlan.Apply(call));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Faults!.ShouldHaveSingleItem().Msg.ShouldBe("the steps of series 'n' have no dates and are in no month: send timestamps, or sum=all");
        SamplePlan.Apply(call with { Request = call.Request with { Sum = SumPeriod.All } }).Sampling.ShouldNotBeNull();
    }

    [Fact]
    public void An_answer_of_the_exact_shape_of_another_program_has_no_place_for_paths() =>
        Should.Throw<TollamaException>(() => SamplePlan.Apply(Samples.Call(
            new ForecastRequest { Threshold = 1, ResponseOptions = new ResponseOptions() }, Samples.Daily("a", 1, 2))))
            .Faults!.ShouldHaveSingleItem().Msg.ShouldStartWith("threshold has no place in the answer of the Python tollama");

    [Fact]
    public void An_answer_that_always_has_that_shape_refuses_each_of_the_fields()
    {
        TollamaException fault = Should.Throw<TollamaException>(() => SamplePlan.Refuse(new ForecastRequest { Paths = 3, Sum = SumPeriod.All, Threshold = 1 }));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Faults!.Select(one => one.Loc[^1]).ShouldBe(["paths", "sum", "threshold"]);
        fault.Faults![1].Msg.ShouldBe("sum has no place in the answer of the Python tollama, which is given here: leave it out, or send the request to /api/forecast");
        Should.NotThrow(() => SamplePlan.Refuse(new ForecastRequest { Quantiles = [0.5], Seed = 3 }));
    }

    [Fact]
    public void A_sum_over_less_than_a_step_is_refused()
    {
        TimeSeries monthly = Samples.Daily("m", 1, 2) with { Frequency = Frequency.Parse("MS") };
        ForecastCall call = Samples.Call(new ForecastRequest { Sum = SumPeriod.Week }, Samples.Daily("a", 1, 2), monthly);

        TollamaException fault = Should.Throw<TollamaException>(() => SamplePlan.Apply(call));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Faults!.ShouldHaveSingleItem().Msg.ShouldBe(
            "a step of series 'm' is one month, longer than one week, of which sum=week asks for sums: choose a longer period, or sum=all");
        SamplePlan.Apply(call with { Request = call.Request with { Sum = SumPeriod.Month } }).Sampling.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("MS", SumPeriod.Day, true)]
    [InlineData("QE", SumPeriod.Month, true)]
    [InlineData("QE", SumPeriod.Quarter, false)]
    [InlineData("YS", SumPeriod.Quarter, true)]
    [InlineData("YS", SumPeriod.Year, false)]
    [InlineData("W", SumPeriod.Day, true)]
    [InlineData("W", SumPeriod.Week, false)]
    [InlineData("2h", SumPeriod.Hour, true)]
    [InlineData("h", SumPeriod.Hour, false)]
    [InlineData("B", SumPeriod.Day, false)]
    [InlineData("bh", SumPeriod.Hour, false)]
    [InlineData("YS", SumPeriod.All, false)]
    public void A_step_is_longer_than_a_period_by_its_own_length(string frequency, SumPeriod period, bool isLonger) =>
        StepSums.IsLonger(Frequency.Parse(frequency), period).ShouldBe(isLonger);

    [Theory]
    [InlineData("2024-01-29", "D", SumPeriod.Month, new[] { 3, 29, 8 })]
    [InlineData("2024-01-29", "D", SumPeriod.Week, new[] { 7, 7, 7, 7, 7, 5 })]
    [InlineData("2024-01-31", "D", SumPeriod.Week, new[] { 5, 7, 7, 7, 7, 7 })]
    [InlineData("2023-11-01", "MS", SumPeriod.Quarter, new[] { 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2 })]
    [InlineData("2023-11-30", "ME", SumPeriod.Year, new[] { 2, 12, 12, 12, 2 })]
    [InlineData("2024-01-01T20:00", "h", SumPeriod.Day, new[] { 4, 24, 12 })]
    [InlineData("2024-01-01T00:45", "15min", SumPeriod.Hour, new[] { 1, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3 })]
    [InlineData("2024-01-01", "D", SumPeriod.All, new[] { 40 })]
    public void Steps_of_one_period_are_in_one_sum(string first, string frequency, SumPeriod period, int[] counts)
    {
        TimeSeries series = new()
        {
            Id = "a",
            Target = new double[] { 1 },
            FutureTimes = new SteppedTimes(Timestamp.Parse(first), Frequency.Parse(frequency), 40),
        };

        StepSums.Of(series, 40, gap: 0, period).ShouldBe(counts);
    }

    [Fact]
    public void The_label_of_a_sum_is_its_first_step() => StepSums.FirstSteps([2, 1, 3], ["a", "b", "c", "d", "e", "f"]).ShouldBe(["a", "c", "d"]);
}
