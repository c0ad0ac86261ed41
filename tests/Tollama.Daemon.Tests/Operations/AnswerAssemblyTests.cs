using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Operations;

public sealed class AnswerAssemblyTests
{
    private static readonly ForecastRequest Levels = new() { Quantiles = [0.1, 0.9] };

    [Fact]
    public void The_answer_has_the_order_of_the_request_and_dates()
    {
        ForecastResponse response = Build(new ForecastRequest(), Of("b", 3, 4), Of("a", 1, 2));

        response.Forecasts.Select(forecast => forecast.Id).ShouldBe(["a", "b"]);
        response.Forecasts[0].Timestamps.ShouldBe(["2025-01-04", "2025-01-05"]);
        response.Forecasts[0].StartTimestamp.ShouldBe("2025-01-04");
        (response.Forecasts[0].Freq, response.Forecasts[0].History, response.Errors, response.Warnings).ShouldBe(("D", null, null, null));
    }

    [Theory]
    [InlineData("SERIES_NOT_FORECASTABLE", "SERIES_NOT_FORECASTABLE")]
    [InlineData("NOT_SUPPORTED_BY_MODEL", "NOT_SUPPORTED_BY_MODEL")]
    [InlineData("UNAUTHORIZED", "RUNNER_FAILED")]
    [InlineData("INTERNAL", "RUNNER_FAILED")]
    [InlineData("QUEUE_FULL", "RUNNER_FAILED")]
    [InlineData("NO_SUCH_CODE", "RUNNER_FAILED")]
    [InlineData("", "RUNNER_FAILED")]
    public void A_runner_chooses_among_codes_of_its_own(string sent, string told) =>
        RunnerCodes.Restricted(new SeriesError { Id = "a", Code = sent, Message = "no" }).Code.ShouldBe(told);

    [Theory]
    [InlineData(new double[] { 1 }, "the runner sent 1 value of mean; the horizon is 2")]
    [InlineData(new double[] { 1, double.NaN }, "the runner sent a mean that is not a finite number at step 2")]
    public void A_forecast_of_the_wrong_shape_is_an_error_of_its_series(double[] mean, string message)
    {
        ForecastResponse response = Build(new ForecastRequest(), Of("a", mean), Of("b", 3, 4));

        response.Forecasts.Select(forecast => forecast.Id).ShouldBe(["b"]);
        response.Errors.ShouldHaveSingleItem().ShouldBe(new SeriesError { Id = "a", Code = "RUNNER_PROTOCOL", Message = message });
    }

    [Fact]
    public void A_level_that_was_not_sent_is_an_error_of_its_series()
    {
        SeriesForecastData whole = Of("b", 3, 4) with { Quantiles = new() { ["0.1"] = [2, 3], ["0.9"] = [4, 5] } };

        ForecastResponse response = Build(Levels, Of("a", 1, 2) with { Quantiles = new() { ["0.1"] = [0, 1] } }, whole);

        response.Errors.ShouldHaveSingleItem().Message.ShouldBe("the runner sent no quantile 0.9");
        response.Warnings.ShouldBeNull();
    }

    [Fact]
    public void A_model_that_never_promised_quantiles_cannot_be_asked_for_them()
    {
        ForecastCall call = Samples.Call(Levels, Samples.Daily("a", 1, 2, 3));
        InstalledModel model = Samples.Model("plain");
        model = model with { Manifest = model.Manifest with { Capabilities = ["forecast"] } };
        AnswerAssembly assembly = new(model, call, call.Panel, new LoadResult { Model = "plain" }, []);

        assembly.Add(call.Panel, new ForecastReply(new ForecastResult { Forecasts = [Of("a", 1, 2)] }, "fake", TimeSpan.Zero)).ShouldBeEmpty();

        TollamaException error = AnswerAssembly.AllFailed(assembly.Errors);
        error.Code.ShouldBe(ErrorCode.NotSupportedByModel);
        error.Message.ShouldBe("series 'a': 'plain' forecasts no quantiles; leave quantiles= out, or choose another model");
    }

    [Fact]
    public void Levels_that_cross_are_sorted_with_a_warning()
    {
        SeriesForecastData crossed = Of("a", 1, 2) with { Quantiles = new() { ["0.9"] = [0, 3], ["0.1"] = [2, 1] } };
        SeriesForecastData whole = Of("b", 3, 4) with { Quantiles = new() { ["0.1"] = [2, 3], ["0.9"] = [4, 5] } };

        ForecastResponse response = Build(Levels, crossed, whole);

        response.Forecasts[0].Quantiles!["0.1"].ShouldBe([0, 1]);
        response.Forecasts[0].Quantiles!["0.9"].ShouldBe([2, 3]);
        response.Warnings.ShouldBe(["series 'a': the model's quantiles crossed and were sorted"]);
    }

    public static TheoryData<string, double[]> Unasked => new()
    {
        { "median", [1, 2] },
        { "0.5", [1] },
        { "0.5", null! },
        { "0.5", [double.NaN, 1] },
    };

    [Theory]
    [MemberData(nameof(Unasked))]
    public void A_level_that_nobody_asked_for_is_passed_over(string level, double[] values)
    {
        SeriesForecastData more = Of("a", 1, 2) with { Quantiles = new() { [level] = values, ["0.1"] = [0, 1], ["0.9"] = [2, 3] } };
        SeriesForecastData none = Of("a", 1, 2) with { Quantiles = new() { [level] = values } };

        Build(Levels, more).Forecasts.ShouldHaveSingleItem().Quantiles!.Keys.ShouldBe(["0.1", "0.9"]);
        Build(new ForecastRequest(), none).Forecasts.ShouldHaveSingleItem().Quantiles.ShouldBeNull();
    }

    [Theory]
    [InlineData("0.10", "1e-1", "the runner sent quantile 0.1 twice, as 0.1 and as 0.10 and as 1e-1")]
    [InlineData("0.10", "0.5", "the runner sent quantile 0.1 twice, as 0.1 and as 0.10")]
    public void A_level_that_was_sent_twice_is_an_error_of_its_series(string again, string other, string message)
    {
        SeriesForecastData twice = Of("a", 1, 2) with { Quantiles = new() { ["0.1"] = [0, 1], [again] = [5, 5], [other] = [6, 6], ["0.9"] = [2, 3] } };

        Build(Levels, twice, Of("b", 1, 2) with { Quantiles = new() { ["0.1"] = [0, 1], ["0.9"] = [2, 3] } }).Errors.ShouldHaveSingleItem().Message.ShouldBe(message);
    }

    [Fact]
    public void A_level_may_be_written_in_another_way()
    {
        SeriesForecastData other = Of("a", 1, 2) with { Quantiles = new() { ["1e-05"] = [0, 1] } };

        Build(new ForecastRequest { Quantiles = [0.00001] }, other).Forecasts.ShouldHaveSingleItem().Quantiles!.ShouldContainKey("0.00001");
    }

    [Fact]
    public void No_forecast_at_all_is_an_error_that_counts_the_others()
    {
        SeriesError[] errors = [.. new[] { "a", "b" }.Select(id => new SeriesError { Id = id, Code = "SERIES_NOT_FORECASTABLE", Message = "none" })];

        TollamaException error = AnswerAssembly.AllFailed(errors);

        error.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        error.Message.ShouldBe("2 series, series 'a' and series 'b': none");
        error.Faults.Select(fault => fault.Loc[^1]).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void What_parts_say_is_added_up_and_nothing_is_said_twice()
    {
        ForecastCall call = Samples.Call(new ForecastRequest(), Samples.Daily("a", 1, 2, 3), Samples.Daily("b", 4, 5));
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m" }, ["repaired"]);
        ForecastUsage usage = new() { Runner = "r", Device = "cpu", ContextUsed = 2, ContextTruncated = false };
        foreach (string id in new[] { "a", "b" })
        {
            ForecastResult result = new() { Forecasts = [Of(id, 1, 2)], Warnings = ["slow"], Usage = usage with { ContextTruncated = id == "a" } };
            assembly.Add(new Panel([call.Panel.Series.Single(series => series.Id == id)], 2), new ForecastReply(result, "fake", TimeSpan.Zero))
                .ShouldHaveSingleItem().Id.ShouldBe(id);
        }

        ForecastResponse frame = assembly.Frame();
        frame.Warnings.ShouldBe(["repaired", "slow"]);
        (frame.Usage!.ContextUsed, frame.Usage.ContextTruncated, frame.Usage.SeriesCount, assembly.Succeeded).ShouldBe((4, true, 2, 2));
    }

    [Fact]
    public void Warnings_do_not_grow_with_the_number_of_series()
    {
        TimeSeries[] series = [.. Enumerable.Range(0, 60).Select(i => Samples.Daily($"s{i}", 1, 2, 3))];
        ForecastCall call = Samples.Call(Levels, series);
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m" }, ["repaired"]);
        ForecastResult crossed = new()
        {
            Forecasts = [.. series.Select(one => Of(one.Id, 1, 2) with { Quantiles = new() { ["0.1"] = [3, 3], ["0.9"] = [2, 2] } })],
        };

        assembly.Add(call.Panel, new ForecastReply(crossed, "fake", TimeSpan.Zero)).Count.ShouldBe(60);

        IReadOnlyList<string> warnings = assembly.Frame().Warnings!;
        warnings.ShouldBe(["repaired", "60 series, such as series 's0', series 's1' and series 's2': the model's quantiles crossed and were sorted"]);
    }

    [Fact]
    public void A_part_that_failed_names_each_of_its_series()
    {
        ForecastCall call = Samples.Call(new ForecastRequest(), Samples.Daily("a", 1, 2, 3), Samples.Daily("b", 4, 5));
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m" }, []);

        assembly.Fail(call.Panel, new TollamaException(ErrorCode.RunnerFailed, "lost"));

        assembly.Frame().Errors!.Select(error => (error.Id, error.Code, error.Message)).ShouldBe([("a", "RUNNER_FAILED", "lost"), ("b", "RUNNER_FAILED", "lost")]);
    }

    [Fact]
    public void The_history_comes_along_when_it_is_asked_for()
    {
        SeriesHistory history = Build(new ForecastRequest { IncludeHistory = true }, Of("a", 1, 2)).Forecasts[0].History!;

        history.Timestamps.ShouldBe(["2025-01-01", "2025-01-02", "2025-01-03"]);
        history.Target.ShouldBe([1, 2, 3]);
        (history.Start, history.Length).ShouldBe(("2025-01-01", 3));
    }

    [Fact]
    public void Of_the_history_as_many_values_come_as_are_asked_for()
    {
        SeriesHistory history = Build(new ForecastRequest { IncludeHistory = true, HistoryLength = 2 }, Of("a", 1, 2)).Forecasts[0].History!;

        history.Timestamps.ShouldBe(["2025-01-02", "2025-01-03"]);
        history.Target.ShouldBe([2, 3]);
        (history.Start, history.Length).ShouldBe(("2025-01-01", 3));
    }

    [Fact]
    public void With_what_belongs_to_the_history_comes_all_of_it()
    {
        TimeSeries series = Samples.Daily("a", [.. Enumerable.Range(0, 200).Select(day => (double)day)]);
        SeriesForecastData sent = Of("a", 1, 2) with { Fitted = new double[200] };
        ForecastCall call = Samples.Call(new ForecastRequest { Include = [Inclusion.Fitted] }, series);
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m" }, []);

        SeriesForecastData told = assembly.Add(call.Panel, new ForecastReply(new ForecastResult { Forecasts = [sent] }, "fake", TimeSpan.Zero)).ShouldHaveSingleItem();

        told.Fitted.ShouldNotBeNull().Length.ShouldBe(200);
        told.History!.Target.ShouldBe(series.Target.Values);
        (told.History.Timestamps[0], told.History.Timestamps[199], told.History.Length).ShouldBe(("2025-01-01", "2025-07-19", 200));
        assembly.Frame().Warnings.ShouldBeNull();
    }

    [Fact]
    public void What_a_model_does_not_tell_is_a_warning_with_its_name() =>
        Build(new ForecastRequest { Include = [Inclusion.Fitted] }, Of("a", 1, 2), Of("b", 3, 4)).Warnings
            .ShouldBe(["2 series, series 'a' and series 'b': 'm' tells no fitted values: include=fitted adds nothing here"]);

    [Fact]
    public void An_operation_that_takes_what_there_is_is_not_told_what_is_missing()
    {
        ForecastCall call = Samples.Call(new ForecastRequest { Include = [Inclusion.Fitted] }, Samples.Daily("a", 1, 2, 3)) with { TakesWhatThereIs = true };
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m" }, []);

        assembly.Add(call.Panel, new ForecastReply(new ForecastResult { Forecasts = [Of("a", 1, 2)] }, "fake", TimeSpan.Zero)).ShouldHaveSingleItem();

        assembly.Frame().Warnings.ShouldBeNull();
    }

    [Fact]
    public void Only_the_context_of_the_model_counts_as_used()
    {
        ForecastUsage usage = Build(new ForecastRequest(), Of("a", 1, 2)).Usage!;

        (usage.Runner, usage.SeriesCount, usage.ContextAvailable, usage.ContextUsed, usage.ContextTruncated)
            .ShouldBe(("fake", 2, 5L, 4L, true));
    }

    private static ForecastResponse Build(ForecastRequest request, params SeriesForecastData[] forecasts)
    {
        ForecastCall call = Samples.Call(request, Samples.Daily("a", 1, 2, 3), Samples.Daily("b", 4, 5));
        IEnumerable<string> missing = call.Panel.Series.Select(series => series.Id).Except(forecasts.Select(forecast => forecast.Id));
        SeriesError[] errors = [.. missing.Select(id => new SeriesError { Id = id, Code = "RUNNER_FAILED", Message = "no luck" })];
        ForecastReply reply = new(new ForecastResult { Forecasts = forecasts, Errors = errors }, "fake", TimeSpan.Zero);
        AnswerAssembly assembly = new(Samples.Model("m"), call, call.Panel, new LoadResult { Model = "m", ContextLength = 2 }, []);
        IReadOnlyList<SeriesForecastData> answered = assembly.Add(call.Panel, reply);
        return assembly.Frame() with { Forecasts = answered };
    }

    private static SeriesForecastData Of(string id, params double[] mean) => new() { Id = id, Mean = mean };
}
