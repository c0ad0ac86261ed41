using System.Collections.Concurrent;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Kernels;
using Tollama.Stats.Tests.Laws;

namespace Tollama.Stats.Tests;

public sealed class StatsFamilyTests
{
    private static readonly double[] Weekly = [.. Enumerable.Range(0, 35).Select(day => 10d + (day % 7) + (0.1 * (day * 3 % 5)))];

    [Fact]
    public void Every_model_name_loads_and_forecasts()
    {
        foreach (string name in StatsFamily.ModelNames.Append("theta:latest"))
        {
            SeriesOutcome outcome = Forecast(name, Weekly, "{}");
            outcome.Forecast.ShouldNotBeNull(name).Mean.Length.ShouldBe(3);
        }
    }

    [Fact]
    public void An_unknown_model_is_answered_with_the_nearest() =>
        Should.Throw<TollamaException>(() => Load("thetta")).Hint.ShouldBe("Did you mean 'theta'?");

    [Theory]
    [InlineData("""{"season_lenght":7}""", "Did you mean 'season_length'?")]
    [InlineData("""{"colour":1}""", "Its options are season_length, non_negative, box_cox, robust, alpha, residuals.")]
    [InlineData("""{"window":3}""", "Its options are season_length, non_negative, box_cox, robust, alpha, residuals.")]
    [InlineData("""{"season_length":0}""", "Give an integer from 1 to 2147483647.")]
    [InlineData("""{"season_length":"7"}""", "Give an integer from 1 to 2147483647.")]
    [InlineData("""{"season_length":[]}""", "Give an integer from 1 on, or a list of them.")]
    [InlineData("""{"non_negative":1}""", "Give true or false.")]
    [InlineData("""{"box_cox":3}""", "Give true, \"auto\" or a number from -1 to 2.")]
    [InlineData("""{"box_cox":"log"}""", "Give true, \"auto\" or a number from -1 to 2.")]
    [InlineData("""{"robust":1}""", "Give true or false.")]
    [InlineData("""{"residuals":"gauss"}""", "Give one of normal, t, laplace, bootstrap.")]
    [InlineData("[]", "Give an object, e.g. {\"season_length\": 12}.")]
    public void A_wrong_option_is_refused_with_what_would_be_right(string options, string hint)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Forecast("theta", Weekly, options));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Hint.ShouldBe(hint);
    }

    [Theory]
    [InlineData("""{"season_length":7}""", "seasonal-naive, season of 7")]
    [InlineData("""{"season_length":[365,7]}""", "seasonal-naive, season of 7")]
    [InlineData("""{"season_length":1}""", "naive, no season")]
    [InlineData("{}", "seasonal-naive, season of 7")]
    public void The_season_option_is_obeyed(string options, string method) =>
        Forecast("seasonal-naive", Weekly, options).Forecast!.Method.ShouldBe(method);

    [Theory]
    [InlineData("""{"box_cox":0.5}""", "drift, Box-Cox lambda 0.5")]
    [InlineData("""{"box_cox":false}""", "drift")]
    [InlineData("{}", "drift")]
    public void The_box_cox_option_is_obeyed(string options, string method) => Forecast("drift", Weekly, options).Forecast!.Method.ShouldBe(method);

    [Theory]
    [InlineData("""{"box_cox":true}""")]
    [InlineData("""{"box_cox":"auto"}""")]
    public void A_box_cox_lambda_is_found(string options) =>
        Forecast("drift", [1, 2, 4, 9, 15, 33, 64, 127], options).Forecast!.Method.ShouldNotBeNull().ShouldStartWith("drift, Box-Cox lambda ");

    [Fact]
    public void The_robust_option_is_obeyed()
    {
        double[] y = [.. Enumerable.Range(0, 35).Select(index => 50 + (0.5 * index) + (index * 7 % 5))];
        y[20] = 900;
        Forecast("theta", y, """{"robust":true}""").Forecast!.Warnings.ShouldContain("1 of 35 values are outliers and were replaced: index 20");
        Forecast("theta", y, """{"robust":false}""").Forecast!.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_season_without_two_repetitions_is_ignored_with_a_warning() =>
        Forecast("theta", Weekly, """{"season_length":20}""").Forecast!.Warnings
            .ShouldContain("season of 20 ignored: it needs 40 values, the series has 35");

    [Fact]
    public void A_season_that_nobody_asked_for_is_left_out_in_silence()
    {
        TimeSeries daily = new() { Id = "a", Target = [1, 2, 4, 5], Frequency = Core.Frequencies.Frequency.Parse("D") };
        ForecastTask task = new() { Panel = new Panel([daily], 1) };
        IForecastModel theta = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = "theta" }, TestContext.Current.CancellationToken);
        theta.Forecast(task, null, TestContext.Current.CancellationToken)[0].Forecast!.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_window_option_is_obeyed() => Forecast("window-average", [1, 2, 3, 6], """{"window":2}""").Forecast!.Mean.ShouldBe([4.5, 4.5, 4.5]);

    [Fact]
    public void Forecasts_of_a_history_without_negative_values_are_cut_at_0_unless_told_otherwise()
    {
        double[] falling = [9, 6, 4, 1];
        Forecast("drift", falling, "{}").Forecast!.Mean[^1].ShouldBe(0);
        Forecast("drift", falling, """{"non_negative":false}""").Forecast!.Mean[^1].ShouldBeLessThan(0);
        Forecast("drift", [9, 6, 4, -1], "{}").Forecast!.Mean[^1].ShouldBeLessThan(0);
    }

    [Fact]
    public void A_batch_on_any_number_of_threads_gives_the_bits_of_one_by_one() =>
        Gen.Select(Models.Any, Models.HistoryWithGaps.Array[1, 12], Gen.Int[1, 4]).ForAll(
            (method, targets, threads) =>
            {
                TimeSeries[] series = [.. targets.Select((target, index) => new TimeSeries { Id = $"s{index}", Target = target })];
                ForecastTask task = new() { Panel = new Panel(series, 3), QuantileLevels = [0.1, 0.9] };
                IReadOnlyList<SeriesOutcome> batch = new StatsModel(new ModelDefinition("m", method), new StatsResources(TimeProvider.System), null, threads).Forecast(task, null, default);
                batch.Select(outcome => outcome.Id).ShouldBe(series.Select(item => item.Id));
                for (int index = 0; index < series.Length; index++)
                {
                    SeriesOutcome alone = new StatsModel(new ModelDefinition("m", method), new StatsResources(TimeProvider.System), null, 1)
                        .Forecast(task with { Panel = new Panel([series[index]], task.Horizon) }, null, default)[0];
                    (batch[index].Error?.Message).ShouldBe(alone.Error?.Message);
                    (batch[index].Forecast?.Mean).ShouldBe(alone.Forecast?.Mean);
                    (batch[index].Forecast?.Quantiles).ShouldBe(alone.Forecast?.Quantiles);
                }
            },
            cases: 50);

    [Fact]
    public void It_computes_on_no_more_threads_than_the_process_may()
    {
        TimeSeries[] series = [.. Enumerable.Range(0, 64).Select(index => new TimeSeries { Id = $"s{index}", Target = Weekly })];
        ThreadRecorder threads = new();
        Workers before = Workers.Current;
        Workers.Use(Workers.Single);
        try
        {
            Load("auto-ets").Forecast(new ForecastTask { Panel = new Panel(series, 1) }, threads, TestContext.Current.CancellationToken);
        }
        finally
        {
            Workers.Use(before);
        }

        threads.Seen.Distinct().ShouldBe([Environment.CurrentManagedThreadId]);
    }

    [Fact]
    public void Progress_counts_every_series()
    {
        TimeSeries[] series = [.. Enumerable.Range(0, 5).Select(index => new TimeSeries { Id = $"s{index}", Target = [1, 2, 3] })];
        Counter counter = new();
        Load("auto").Forecast(new ForecastTask { Panel = new Panel(series, 1) }, counter, TestContext.Current.CancellationToken);
        counter.Reported.Order().ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cancelled_task_ends(int count)
    {
        TimeSeries[] series = [.. Enumerable.Range(0, count).Select(index => new TimeSeries { Id = $"s{index}", Target = [1, 2, 3] })];
        Should.Throw<OperationCanceledException>(
            () => Load("auto").Forecast(new ForecastTask { Panel = new Panel(series, 1) }, null, new CancellationToken(canceled: true)));
    }

    private static IForecastModel Load(string name) =>
        new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = name }, TestContext.Current.CancellationToken);

    private static SeriesOutcome Forecast(string model, double[] target, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = target }], 3),
            Options = JsonDocument.Parse(options).RootElement,
        };
        return Load(model).Forecast(task, null, TestContext.Current.CancellationToken)[0];
    }

    private sealed class ThreadRecorder : IProgress<int>
    {
        public ConcurrentQueue<int> Seen { get; } = new();

        public void Report(int value) => Seen.Enqueue(Environment.CurrentManagedThreadId);
    }

    private sealed class Counter : IProgress<int>
    {
        private readonly Lock _lock = new();

        public List<int> Reported { get; } = [];

        public void Report(int value)
        {
            lock (_lock)
            {
                Reported.Add(value);
            }
        }
    }
}
