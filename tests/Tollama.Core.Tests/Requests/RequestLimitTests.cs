using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary>What is too much is refused while it is read, in words that do not grow with it.</summary>
public sealed class RequestLimitTests
{
    private static readonly string LongName = new('n', 513);

    [Fact]
    public void What_is_at_a_limit_is_taken()
    {
        string name = new('n', 512);
        string many = string.Join(',', Enumerable.Range(0, 1000).Select(place => $"\"c{place}\":[1]"));
        FaultsOf($$$"""{"id":"{{{name}}}","target":[1],"past_covariates":{{{{many}}}},"static_covariates":{"{{{name}}}":"x"}}""").ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_wherever_it_stands()
    {
        FaultOf($$"""{"id":"{{LongName}}","target":[1]}""").Path.ShouldBe("series[0].id");
        FaultOf($$$"""{"id":"a","target":[1],"past_covariates":{"{{{LongName}}}":[1]}}""").Path.ShouldBe("series[0].past_covariates");
        FaultOf($$$"""{"id":"a","target":[1],"static_covariates":{"{{{LongName}}}":1}}""").Path.ShouldBe("series[0].static_covariates");
        FaultOf($$$"""{"id":"a","target":[1],"past_covariates":{"c":["{{{LongName}}}"]}}""").Path.ShouldBe("series[0].past_covariates.c");
        FaultOf($$"""{"id":"a","target":[1],"freq":"{{LongName}}"}""").Path.ShouldBe("series[0].freq");
        FaultsOf("""{"id":"a","target":[1]}""", $"\"freq\":\"{LongName}\"").ShouldHaveSingleItem().Type.ShouldBe("limit");
    }

    [Fact]
    public void An_escaped_name_counts_by_its_characters()
    {
        string escaped = string.Concat(Enumerable.Repeat("\\u003c", 512));
        FaultsOf($$"""{"id":"{{escaped}}","target":[1]}""").ShouldBeEmpty();
        FaultOf($$"""{"id":"{{escaped}}x","target":[1]}""").Type.ShouldBe("limit");
    }

    [Fact]
    public void Covariates_are_counted_by_series_and_by_values()
    {
        string tooMany = string.Join(',', Enumerable.Range(0, 1001).Select(place => $"\"c{place}\":[1]"));
        FaultOf($$$"""{"id":"a","target":[1],"past_covariates":{{{{tooMany}}}}}""").Msg.ShouldBe("1001 past_covariates; the limit is 1000 for a series");
        FaultOf($$$"""{"id":"a","target":[1],"static_covariates":{{{{tooMany}}}}}""").Msg.ShouldContain("1001 static covariates");

        string values = string.Join(',', Enumerable.Repeat(1, 20));
        string series = $$$"""{"id":"a","target":[{{{values}}}],"past_covariates":{"b":[{{{values}}}],"c":[{{{values}}}]}}""";
        RequestLimits limits = new() { MaxCovariateValues = 39 };
        FaultsOf(series, limits: limits).ShouldHaveSingleItem().Msg.ShouldBe("40 values of covariates (each counts as 16 at least); the limit is 39 (TOLLAMA_MAX_POINTS)");
        FaultsOf(series, limits: limits with { MaxCovariateValues = 40 }).ShouldBeEmpty();
        FaultsOf("""{"id":"a","target":[1],"static_covariates":{"b":1,"c":2}}""", limits: limits with { MaxCovariateValues = 31 }).ShouldHaveSingleItem().Type.ShouldBe("limit");
    }

    [Fact]
    public void Static_covariates_may_not_be_large() =>
        FaultOf($$$"""{"id":"a","target":[1],"static_covariates":{"c":"{{{new string('x', 70_000)}}}"}}""").Msg.ShouldContain("the limits are 1000 of 65536 bytes together");

    [Theory]
    [InlineData(257, 1, "options has 257 members; the limit is 256")]
    [InlineData(1, 70_000, "bytes; the limit is 65536")]
    public void Options_are_limited_in_number_and_in_bytes(int members, int digits, string says)
    {
        string options = string.Join(',', Enumerable.Range(0, members).Select(place => $"\"o{place}\":{new string('1', digits)}"));
        FaultsOf("""{"id":"a","target":[1]}""", $"\"options\":{{{options}}}").ShouldHaveSingleItem().Msg.ShouldContain(says);
    }

    [Fact]
    public void Options_of_a_query_are_limited_as_well()
    {
        FaultList faults = new();
        ForecastRequestReader.ReadQuery(
            [KeyValuePair.Create("model", "m"), KeyValuePair.Create("horizon", "1"), .. Enumerable.Range(0, 257).Select(place => KeyValuePair.Create($"option.o{place}", "1"))],
            new RequestLimits(),
            faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldBe("257 options; the limit is 256");
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":{"b":["\ud800x"]}}""")]
    public void Half_a_character_is_refused_where_it_is_kept_as_it_was_sent(string value)
    {
        FaultsOf("""{"id":"a","target":[1]}""", $"\"options\":{value}").ShouldHaveSingleItem().Msg.ShouldBe("options has a text that is not valid Unicode");
        FaultOf($$"""{"id":"a","target":[1],"static_covariates":{{value}}}""").Msg.ShouldBe("static_covariates has a text that is not valid Unicode");
    }

    [Fact]
    public void A_whole_character_in_two_halves_is_taken() => FaultsOf("""{"id":"a","target":[1]}""", """
        "options":{"a":"\ud83d\ude00"}
        """).ShouldBeEmpty();

    [Fact]
    public void The_forecast_of_one_series_must_fit_in_a_line()
    {
        RequestLimits limits = new() { MaxHorizon = 10_000_000, MaxForecastValues = long.MaxValue };
        FaultsOf("""{"id":"a","target":[1]}""", "\"seed\":1", limits, horizon: 8_388_608).ShouldBeEmpty();
        FaultsOf("""{"id":"a","target":[1]}""", "\"seed\":1", limits, horizon: 8_388_609).ShouldHaveSingleItem().Msg
            .ShouldBe("the forecast of one series would have 8388609 numbers (horizon x (1 + quantiles)); the limit is 8388608: ask for fewer steps or levels");
    }

    [Fact]
    public void The_answer_has_a_limit_that_names_its_variable() =>
        FaultsOf("""{"id":"a","target":[1]},{"id":"b","target":[1]}""", "\"quantiles\":[0.5]", new RequestLimits { MaxForecastValues = 11 }, horizon: 3).ShouldHaveSingleItem()
            .Msg.ShouldContain("12 numbers (series x horizon x (1 + quantiles)); the limit is 11 (TOLLAMA_MAX_FORECAST_VALUES)");

    [Fact]
    public void More_time_stamps_than_values_may_be_sent_are_counted_only() =>
        FaultsOf("""{"id":"a","target":[1],"timestamps":[1,2,3,4]}""", limits: new RequestLimits { MaxPoints = 3 })
            .ShouldContain(fault => fault.Msg == "4 timestamps; the limit is 3 (TOLLAMA_MAX_POINTS)");

    [Fact]
    public void No_message_grows_with_what_was_sent()
    {
        string huge = new('x', 100_000);
        IReadOnlyList<Fault> faults = FaultsOf(
            $$"""{"id":[],"target":["{{huge}}"],"{{huge}}":1,"timestamps":["{{huge}}"]},{"id":"a","freq":"{{huge}}","target":"{{huge}}"}""",
            $"\"{huge}\":1,\"seed\":\"{huge}\",\"freq\":\"{huge}\",\"quantiles\":\"{huge}\",\"timeout\":\"{huge}\",\"keep_alive\":{new string('1', 1000)}");
        faults.Count.ShouldBeGreaterThan(8);
        faults.ShouldAllBe(fault => fault.Msg.Length < 1100 && fault.Path.Length < 300 && (fault.Input == null || fault.Input.Length < 100));
    }

    [Theory]
    [InlineData("1e300", 24 * 24)]
    [InlineData("\"1000d\"", 24 * 24)]
    [InlineData("\"50d\"", 24 * 24)]
    [InlineData("\"2h\"", 2)]
    public void A_timeout_is_a_time_that_a_timer_waits(string timeout, int hours)
    {
        ForecastRequest request = Read($"{{\"model\":\"m\",\"horizon\":1,\"timeout\":{timeout},\"series\":[{{\"id\":\"a\",\"target\":[1]}}]}}", new RequestLimits(), out FaultList faults);
        faults.Items.ShouldBeEmpty();
        request.Timeout.ShouldBe(TimeSpan.FromHours(hours));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"-1\"")]
    [InlineData("-1e300")]
    [InlineData("\"-50d\"")]
    [InlineData("0")]
    [InlineData("\"0s\"")]
    public void A_timeout_without_end_is_none(string timeout) =>
        FaultsOf("""{"id":"a","target":[1]}""", $"\"timeout\":{timeout}").ShouldHaveSingleItem().Msg.ShouldBe("timeout must be longer than 0");

    [Theory]
    [InlineData("1e300")]
    [InlineData("\"-1\"")]
    public void A_keep_alive_may_have_no_end(string keepAlive) =>
        Read($"{{\"model\":\"m\",\"horizon\":1,\"keep_alive\":{keepAlive},\"series\":[{{\"id\":\"a\",\"target\":[1]}}]}}", new RequestLimits(), out _)
            .KeepAlive.ShouldBe(Timeout.InfiniteTimeSpan);

    [Fact]
    public void Reading_ends_when_nobody_waits() =>
        Should.Throw<OperationCanceledException>(() => ForecastRequestReader.Read(
            """{"model":"m","horizon":1,"series":[{"id":"a","target":[1]}]}"""u8.ToArray(), new RequestLimits(), new FaultList(), aborted: new CancellationToken(canceled: true)));

    private static Fault FaultOf(string series) => FaultsOf(series).ShouldHaveSingleItem();

    private static IReadOnlyList<Fault> FaultsOf(string series, string field = "\"seed\":1", RequestLimits? limits = null, int horizon = 1)
    {
        Read($"{{\"model\":\"m\",\"horizon\":{horizon},{field},\"series\":[{series}]}}", limits ?? new RequestLimits(), out FaultList faults);
        return faults.Items;
    }

    private static ForecastRequest Read(string json, RequestLimits limits, out FaultList faults)
    {
        faults = new FaultList();
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), limits, faults, aborted: TestContext.Current.CancellationToken);
    }
}
