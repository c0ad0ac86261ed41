using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Core.Frequencies;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Tests.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>What a runner is really sent.</summary>
public sealed class RunnerForecasterTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly string _record = Path.Join(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact(Timeout = Timeout)]
    public async Task A_runner_that_knows_short_times_gets_the_first_stamp_and_the_frequency()
    {
        JsonElement series = (await SendAsync("--capabilities=hello,load,forecast,start_timestamp", Monthly())).GetProperty("series");

        series[0].GetProperty("start_timestamp").GetString().ShouldBe("2024-01-01");
        series[0].GetProperty("freq").GetString().ShouldBe("MS");
        series[0].TryGetProperty("timestamps", out _).ShouldBeFalse();
    }

    [Fact(Timeout = Timeout)]
    public async Task Another_runner_gets_every_stamp_of_each_dated_series()
    {
        JsonElement series = (await SendAsync(
            "--capabilities=hello,load,forecast", Monthly(), new TimeSeries { Id = "numbered", Target = [1, 2] })).GetProperty("series");

        series[0].GetProperty("timestamps").EnumerateArray().Select(stamp => stamp.GetString())
            .ShouldBe(["2024-01-01", "2024-02-01", "2024-03-01"]);
        series[0].TryGetProperty("start_timestamp", out _).ShouldBeFalse();
        series[1].TryGetProperty("timestamps", out _).ShouldBeFalse();
    }

    [Fact(Timeout = Timeout)]
    public async Task No_value_of_a_covariate_is_sent_twice()
    {
        TimeSeries sent = Monthly() with
        {
            Covariates =
            [
                new Covariate("seen", NumberColumn.Of([11, 12, 13]), null),
                new Covariate("known", NumberColumn.Of([21, 22, 23]), NumberColumn.Of([24, 25])),
                new Covariate("coming", null, NumberColumn.Of([31, 32])),
            ],
        };

        JsonElement parameters = await SendAsync("--capabilities=hello,load,forecast", sent);

        JsonElement series = parameters.GetProperty("series")[0];
        series.GetProperty("past_covariates").GetRawText().ShouldBe("""{"seen":[11,12,13],"known":[21,22,23]}""");
        series.GetProperty("future_covariates").GetRawText().ShouldBe("""{"known":[24,25],"coming":[31,32]}""");
        parameters.EnumerateObject().Select(field => field.Name).ShouldBe(["model", "horizon", "quantiles", "series"], ignoreOrder: true);
    }

    public void Dispose() => File.Delete(_record);

    private async Task<JsonElement> SendAsync(string capabilities, params TimeSeries[] series)
    {
        RunnerDefinition definition = new() { Family = "fake", Command = [TestPrograms.FakeRunner, capabilities, $"--record={_record}"] };
        await using RunnerPool pool = new(
            new RunnerFamilies("nowhere", TestPrograms.Environment, RunnerDefinitions.None with { All = [definition] }),
            new RunnerPolicy(),
            TimeProvider.System,
            NullLoggerFactory.Instance,
            metrics: null);
        await pool.Get("fake", "m").LoadAsync(new ModelLoad(new LoadParams { Model = "m", Family = "fake" }), TestContext.Current.CancellationToken);
        ForecastParams parameters =
            new(new ForecastRequest { Model = "m", Horizon = 2, Quantiles = [], KeepAlive = TimeSpan.Zero, Series = series });

        ForecastReply reply = await new RunnerForecaster(pool, new ModelLoading(new ModelStore(new StorePaths("nowhere"), TimeProvider.System))).ForecastAsync(
            Samples.Model("m", family: "fake"), new ForecastOrder(parameters, "r1", Progress: null), TestContext.Current.CancellationToken);

        reply.Result.Forecasts.Select(forecast => forecast.Id).ShouldBe(series.Select(one => one.Id));
        using JsonDocument line = JsonDocument.Parse((await File.ReadAllLinesAsync(_record, TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem());
        return line.RootElement.GetProperty("params").Clone();
    }

    private static TimeSeries Monthly() => new()
    {
        Id = "monthly",
        Frequency = Frequency.Parse("MS"),
        Times = new SteppedTimes(Timestamp.Parse("2024-01-01"), Frequency.Parse("MS"), 3),
        Target = [1, 2, 3],
    };
}
