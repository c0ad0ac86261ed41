using System.Text;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Tables;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Operations;

public sealed class InputReaderTests : IDisposable
{
    private const string Series = """{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-input-");

    [Fact]
    public void A_body_of_json_is_read_whatever_its_type_says()
    {
        ForecastCall call = Read($$"""{"model":"m","horizon":2,"series":[{{Series}}]}""", "application/x-www-form-urlencoded");

        call.Panel.Series.ShouldHaveSingleItem().FutureTimes!.Select(time => time.ToString()).ShouldBe(["2025-01-03", "2025-01-04"]);
        (call.IsFreeOfBody, call.Input, call.RequestId).ShouldBe((false, null, "r1"));
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("")]
    public void A_table_is_told_by_its_type_or_by_the_model_in_the_query(string type)
    {
        ForecastCall call = Read("ds,y\n2025-01-01,1\n2025-01-02,2\n2025-01-03,3\n", type, "model=m", "horizon=2");

        call.Panel.Series.ShouldHaveSingleItem().Target.ShouldBe([1, 2, 3]);
        call.IsFreeOfBody.ShouldBeTrue();
        call.Input!.ShouldContain("target: y");
    }

    [Fact]
    public void All_faults_of_a_body_are_collected()
    {
        FaultsOf("""{"horizon":0,"quantiles":[0.9,0.9],"seeed":1,"series":[{"id":"a","target":["x"]}]}""", "")
            .Select(fault => string.Join('.', fault.Loc.Skip(1)))
            .ShouldBe(["horizon", "quantiles.1", "seeed", "series.0.target.0", "model"], ignoreOrder: true);
    }

    [Fact]
    public void What_stands_in_the_query_beside_a_body_of_json_is_a_fault() =>
        FaultsOf($$"""{"model":"m","horizon":1,"series":[{{Series}}]}""", "", "model=m", "horizon=3").Select(fault => fault.Msg)
            .ShouldBe(["the query parameter 'model' is not read beside a JSON body; say it in the body", "the query parameter 'horizon' is not read beside a JSON body; say it in the body"]);

    [Fact]
    public void A_name_that_a_query_has_twice_is_a_fault() =>
        FaultsOf("ds,y\n2025-01-01,1\n2025-01-02,2\n", "text/csv", "model=m", "horizon=3", "horizon=4").ShouldHaveSingleItem().Msg.ShouldBe("'horizon' is there twice; send it once");

    [Fact]
    public void Measures_of_a_table_are_those_of_a_backtest() =>
        FaultsOf("ds,y\n2025-01-01,1\n2025-01-02,2\n", "text/csv", "model=m", "metrics=mae", "mase_seasonality=7").Select(fault => fault.Msg).ShouldBe(
        [
            "metrics measures forecasts against actuals, and a table has none; ask for a backtest of the table (tollama backtest, POST /api/backtest), or send JSON with actuals",
            "mase_seasonality measures forecasts against actuals, and a table has none; ask for a backtest of the table (tollama backtest, POST /api/backtest), or send JSON with actuals",
        ]);

    [Fact]
    public void All_faults_of_a_query_are_collected_before_the_table_is_read() =>
        FaultsOf("not,a\ntable", "text/csv", "horizon=0", "decimal=x", "targt=y").Select(fault => fault.Loc[1])
            .ShouldBe(["horizon", "decimal", "targt", "model"], ignoreOrder: true);

    [Fact]
    public void More_series_than_the_limit_are_a_fault_of_a_body_and_an_error_of_a_table()
    {
        RequestLimits limits = new() { MaxSeries = 1 };
        FaultsOf($$"""{"model":"m","horizon":1,"series":[{{Series}},{{Series.Replace("\"a\"", "\"b\"")}}]}""", "", limits)
            .ShouldHaveSingleItem().Type.ShouldBe("limit");

        Should.Throw<TollamaException>(() => Read(
            "ds,a,b\n2025-01-01,1,2\n2025-01-02,2,3\n2025-01-03,2,3\n", "text/csv", limits, default, "model=m", "horizon=1"))
                .Message.ShouldContain("1");
    }

    [Fact]
    public void An_answer_larger_than_the_limit_is_a_fault_of_both()
    {
        RequestLimits limits = new() { MaxForecastValues = 3 };

        FaultsOf($$"""{"model":"m","horizon":4,"series":[{{Series}}]}""", "", limits).ShouldHaveSingleItem()
            .Loc.ShouldBe(["body", "horizon"]);
        FaultsOf("ds,y\n2025-01-01,1\n2025-01-02,2\n2025-01-03,3\n", "text/csv", limits, "model=m", "horizon=4")
            .ShouldHaveSingleItem().Loc.ShouldBe(["body", "horizon"]);
    }

    [Theory]
    [InlineData("text/csv", "ds,y\n2025-01-01,1\n2025-01-02,2\n2025-01-03,3\n")]
    [InlineData("", $$"""{"model":"m","horizon":1,"series":[{{Series}}]}""")]
    public void A_client_that_has_left_is_not_read_for(string type, string body)
    {
        string[] query = type.Length == 0 ? [] : ["model=m", "horizon=1"];
        Should.Throw<OperationCanceledException>(() => Read(body, type, new RequestLimits(), new CancellationToken(canceled: true), query));
    }

    [Theory]
    [InlineData("text/csv", "id,ds,y\na,2025-01-01,1\na,2025-01-02,2\nb,2025-01-01,1.5\nb,2025-01-02,\n")]
    [InlineData("", "ds;y\n2025-01-01;1,5\n2025-01-02;2,5\n2025-01-03;2,5\n")]
    [InlineData("text/csv", "ds   y\n2025-01-01   1\n2025-01-02   2\n2025-01-03   3\n")]
    public void A_table_in_a_file_is_read_as_one_in_memory(string type, string table)
    {
        string[] query = ["model=m", "horizon=1"];
        FaultList faults = new();
        using SpoolFile file = SpoolOf(table);
        ForecastCall spooled = ReaderOf(new RequestLimits()).Read(InputOf("", type, query) with { Spooled = TableInput.Of(file.Handle) }, faults, TestContext.Current.CancellationToken);
        faults.Items.ShouldBeEmpty();
        ForecastCall held = Read(table, type, query);
        (spooled.Input, spooled.IsFreeOfBody).ShouldBe((held.Input, true));
        spooled.Warnings.ShouldBe(held.Warnings);
        spooled.Panel.Series.Select(series => (series.Id, string.Join(' ', series.Target))).ShouldBe(held.Panel.Series.Select(series => (series.Id, string.Join(' ', series.Target))));
    }

    [Fact]
    public void What_is_in_a_file_and_is_no_table_is_refused()
    {
        FaultList faults = new();
        using SpoolFile file = SpoolOf("\"a text\"");
        ReaderOf(new RequestLimits()).Read(InputOf("", "", []) with { Spooled = TableInput.Of(file.Handle) }, faults, TestContext.Current.CancellationToken);
        faults.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_answer_to_a_table_is_measured_before_the_table_is_repaired()
    {
        // Its days are in disorder: repaired first, the strict table would be refused for that.
        FaultsOf("ds,y\n2025-01-02,1\n2025-01-01,2\n2025-01-03,3\n", "text/csv", new RequestLimits { MaxForecastValues = 3 }, "model=m", "horizon=4", "strict=true")
            .ShouldHaveSingleItem().Msg.ShouldContain("TOLLAMA_MAX_FORECAST_VALUES");
    }

    [Fact]
    public void Steps_that_fill_gaps_count_as_values()
    {
        const string Rows = "2025-01-01,1\n2025-01-03,2\n2025-01-05,3\n2025-01-06,3\n";
        RequestLimits limits = new() { MaxPoints = 5 };
        Should.Throw<TollamaException>(() => Read("ds,y\n" + Rows, "text/csv", limits, default, "model=m", "horizon=1", "freq=D")).Message.ShouldContain("TOLLAMA_MAX_POINTS");
        FaultsOf("""{"model":"m","horizon":1,"freq":"D","series":[{"id":"a","timestamps":["2025-01-01","2025-01-03","2025-01-05","2025-01-06"],"target":[1,2,3,4]}]}""", "", limits)
            .ShouldHaveSingleItem().Type.ShouldBe("limit");
    }

    [Theory]
    [InlineData("ds,a,b\n2025-01-01,1,1\n2025-01-02,2,2\n2025-01-03,3,\n2025-01-04,4,\n", 4, 2, "target=a,b")]
    [InlineData("shop,ds,y,x\nb,2025-01-01,1,1\nb,2025-01-02,2,2\nb,2025-01-03,3,3\nb,2025-01-04,,4\n", 4, 1, "target=y", "id=shop")]
    [InlineData("shop,ds,y,x\nb,2025-01-01,1,1\nb,2025-01-02,2,2\nb,2025-01-03,3,3\nb,2025-01-04,,4\n", 6, 3, "target=y", "id=shop", "end=2025-01-06")]
    public void An_operation_that_forecasts_nothing_knows_no_future(string table, int length, int missing, params string[] query)
    {
        FaultList faults = new();
        OperationInput input = InputOf(table, "text/csv", query) with { Shape = ImputeReader.Shape };

        ForecastCall call = ReaderOf(new RequestLimits()).Read(input, faults, TestContext.Current.CancellationToken);

        faults.Items.ShouldBeEmpty();
        Core.Series.TimeSeries last = call.Panel.Series[^1];
        (last.Id, last.Length, last.Target.Missing).ShouldBe(("b", length, missing));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ForecastCall Read(string body, string type, params string[] query) => Read(body, type, new RequestLimits(), default, query);

    private ForecastCall Read(string body, string type, RequestLimits limits, CancellationToken cancellationToken, params string[] query)
    {
        FaultList faults = new();
        ForecastCall call = ReaderOf(limits).Read(InputOf(body, type, query), faults, cancellationToken);
        faults.Items.ShouldBeEmpty();
        return call;
    }

    private IReadOnlyList<Fault> FaultsOf(string body, string type, params string[] query) =>
        FaultsOf(body, type, new RequestLimits(), query);

    private IReadOnlyList<Fault> FaultsOf(string body, string type, RequestLimits limits, params string[] query)
    {
        FaultList faults = new();
        ReaderOf(limits).Read(InputOf(body, type, query), faults, TestContext.Current.CancellationToken);
        return faults.Items;
    }

    private SpoolFile SpoolOf(string text)
    {
        SpoolFile file = new SpoolFolder(Path.Combine(_folder.FullName, "spool"), above: 1).TryCreate()!;
        file.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        return file;
    }

    private InputReader ReaderOf(RequestLimits limits)
    {
        TollamaEnvironment environment = new(new Dictionary<string, string>());
        DaemonOptions options = new() { Address = HostAddress.Parse("127.0.0.1:0"), Environment = environment, Limits = limits };
        return new InputReader(options, new ModelStore(new StorePaths(_folder.FullName), TimeProvider.System));
    }

    private static OperationInput InputOf(string body, string type, string[] query) => new(
        Encoding.UTF8.GetBytes(body), type, [.. query.Select(pair => pair.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))], "r1", Started: 0);
}
