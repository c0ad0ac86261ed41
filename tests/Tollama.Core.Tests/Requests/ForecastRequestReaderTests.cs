using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Core.Tests.Requests;

public sealed class ForecastRequestReaderTests
{
    private const string Good = """
        {"model":"theta","horizon":3,"quantiles":[0.1,0.5,0.9],"keep_alive":"5m","stream":false,
         "series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,null]}],
         "options":{"season_length":7}}
        """;

    [Fact]
    public void A_good_request_is_read_whole()
    {
        ForecastRequest request = Read(Good, out FaultList faults);
        faults.Count.ShouldBe(0);
        request.Model.ShouldBe("theta");
        request.Horizon.ShouldBe(3);
        request.Quantiles.ShouldBe([0.1, 0.5, 0.9]);
        request.KeepAlive.ShouldBe(TimeSpan.FromMinutes(5));
        request.Stream.ShouldBe(false);
        TimeSeries series = request.Series.ShouldHaveSingleItem();
        series.Length.ShouldBe(2);
        series.Target.Missing.ShouldBe(1);
        series.Target.Values.ShouldBe([1, double.NaN]);
        series.Times!.Select(time => time.ToString()).ShouldBe(["2025-01-01", "2025-01-02"]);
        request.Options!.Value.GetRawText().ShouldBe("""{"season_length":7}""");
    }

    [Theory]
    [InlineData("2025-01-31", "M", "2025-01-31 2025-02-28 2025-03-31")]
    [InlineData("2025-01-01T22:00:00+01:00", "PT1H", "2025-01-01T22:00:00+01:00 2025-01-01T23:00:00+01:00 2025-01-02T00:00:00+01:00")]
    [InlineData("2025-01-03", "B", "2025-01-03 2025-01-06 2025-01-07")]
    [InlineData("2024-01-01", "ME", "2024-01-31 2024-02-29 2024-03-31")]
    [InlineData("2024-01-15", "M", "2024-01-31 2024-02-29 2024-03-31")]
    [InlineData("2024-01", "ME", "2024-01 2024-02 2024-03")]
    [InlineData("2024", "ME", "2024-01 2024-02 2024-03")]
    [InlineData("2024-01-01", "QE", "2024-03-31 2024-06-30 2024-09-30")]
    [InlineData("2024-02-15", "Q", "2024-03-31 2024-06-30 2024-09-30")]
    [InlineData("2024-06-30", "Q", "2024-06-30 2024-09-30 2024-12-31")]
    [InlineData("2024-01-31", "QE", "2024-01-31 2024-04-30 2024-07-31")]
    [InlineData("2024Q1", "QE", "2024Q1 2024Q2 2024Q3")]
    [InlineData("2024-01", "QE", "2024-01 2024-04 2024-07")]
    [InlineData("2024", "YE", "2024 2025 2026")]
    [InlineData("2024", "Y", "2024 2025 2026")]
    [InlineData("2024-01-01", "YE", "2024-12-31 2025-12-31 2026-12-31")]
    [InlineData("2024-02-29", "YS", "2024-02-29 2025-02-28 2026-02-28")]
    [InlineData("2024-01-01", "W", "2024-01-01 2024-01-08 2024-01-15")]
    [InlineData("2024-01-03", "W", "2024-01-03 2024-01-10 2024-01-17")]
    [InlineData("2024-W05", "W", "2024-W05 2024-W06 2024-W07")]
    [InlineData("2024-01-01", "2W", "2024-01-01 2024-01-15 2024-01-29")]
    [InlineData("2024-01-01", "P1W", "2024-01-01 2024-01-08 2024-01-15")]
    [InlineData("2024-01-15", "MS", "2024-01-15 2024-02-15 2024-03-15")]
    [InlineData("2024-01-15", "monthly", "2024-01-15 2024-02-15 2024-03-15")]
    [InlineData("2024-01-31", "P1M", "2024-01-31 2024-02-29 2024-03-31")]
    [InlineData("2024-01-30", "P1M", "2024-01-30 2024-02-29 2024-03-30")]
    [InlineData("2024-02-01", "QS", "2024-02-01 2024-05-01 2024-08-01")]
    [InlineData("2024-07-01", "P1Y", "2024-07-01 2025-07-01 2026-07-01")]
    [InlineData("2024-06-01", "BMS", "2024-06-03 2024-07-01 2024-08-01")]
    [InlineData("2024-01-01", "BME", "2024-01-31 2024-02-29 2024-03-29")]
    [InlineData("2024-01-01", "SME", "2024-01-15 2024-01-31 2024-02-15")]
    [InlineData("2024-01-16", "SMS", "2024-01-16 2024-02-01 2024-02-16")]
    [InlineData("2024-01-01", "MS[3rd Fri]", "2024-01-19 2024-02-16 2024-03-15")]
    [InlineData("2024-01-15T06:00", "MS", "2024-01-15T06:00 2024-02-15T06:00 2024-03-15T06:00")]
    public void A_start_and_a_frequency_say_all_time_stamps(string start, string freq, string expected)
    {
        foreach (string series in (string[])[$$"""{"id":"a","start":"{{start}}","freq":"{{freq}}","target":[1,2,3]}""", $$"""{"target":[1,2,3],"start":"{{start}}"}"""])
        {
            ForecastRequest request = Read($$"""{"model":"m","horizon":1,"freq":"{{freq}}","series":[{{series}}]}""", out FaultList faults);

            faults.Items.ShouldBeEmpty();
            string.Join(' ', request.Series[0].Times!.Select(time => time.ToString())).ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("\"start\":\"2025-01-01\"", "start needs freq")]
    [InlineData("\"start\":\"2025-01-01\",\"freq\":\"auto\"", "start needs freq")]
    [InlineData("\"start\":\"2025-01-01\",\"freq\":\"D\",\"timestamps\":[\"2025-01-01\",\"2025-01-02\"]", "start and timestamps both say")]
    [InlineData("\"start\":\"soon\",\"freq\":\"D\"", "is not a date or time")]
    [InlineData("\"start\":7,\"freq\":\"D\"", "start is a number")]
    [InlineData("\"start\":\"9999-12-31\",\"freq\":\"D\"", "beyond the year 9999")]
    [InlineData("\"start\":\"9999-12-31\",\"freq\":\"ME\"", "beyond the year 9999")]
    [InlineData("\"start\":\"2024-04-30\",\"freq\":\"MS\"", "may mean the last day or the 30th of a month: send freq=ME")]
    [InlineData("\"start\":\"2024-02-29\",\"freq\":\"monthly\"", "send freq=ME")]
    [InlineData("\"start\":\"2025-01-01\",\"start\":\"2025-01-02\",\"freq\":\"D\"", "'start' is there twice")]
    public void A_start_that_does_not_say_all_time_stamps_is_a_fault(string fields, string expected)
    {
        Read($$"""{"model":"m","horizon":1,"series":[{"id":"a",{{fields}},"target":[1,2]}]}""", out FaultList faults);

        faults.Items[0].Msg.ShouldContain(expected);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        Read("""{"horizon":"2","quantiles":[0.9,0.1,1.5],"series":[{"target":[1,"x"]},{"id":"b","target":[]}],"colour":1}""", out FaultList faults);
        string[] paths = [.. faults.Items.Select(fault => fault.Path)];
        paths.ShouldBe(
            ["horizon", "quantiles[2]", "series[0].target[1]", "series[0].id", "series[1].target", "colour", "model"],
            ignoreOrder: true);
        faults.ToException().Message.ShouldContain("(and 6 more faults)");
    }

    [Theory]
    [InlineData("""{"model":"m","horizon":1,"options":{"a":1},"options":{"a":2},"series":[{"id":"a","target":[1]}]}""")]
    [InlineData("""{"model":"m","horizon":1,"parameters":{"a":1},"parameters":{"a":2},"series":[{"id":"a","target":[1]}]}""")]
    public void What_is_there_twice_is_one_fault(string json)
    {
        Read(json, out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Type.ShouldBe("duplicate");
    }

    [Theory]
    [InlineData("""{"horizn":1}""", "did you mean 'horizon'?")]
    [InlineData("""{"series":[{"id":"a","targets":[1]}]}""", "did you mean 'target'?")]
    [InlineData("""{"series":[{"id":"a","target":[1],"timestamp":["2025-01-01"]}]}""", "did you mean 'timestamps'?")]
    public void A_misspelled_field_is_told_with_what_was_meant(string json, string expected)
    {
        Read(json, out FaultList faults);
        faults.Items.ShouldContain(fault => fault.Type == "unknown_field" && fault.Msg.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""","horizon":4""", "", "", "horizon")]
    [InlineData(""","model":"drift" """, "", "", "model")]
    [InlineData(""","series":[{"id":"b","target":[1,2]}]""", "", "", "series")]
    [InlineData(""","options":{"a":1,"b":{"c":1,"c":1}}""", "", "", "options.b.c")]
    [InlineData(""","options":{"a":1,"a":1}""", "", "", "options.a")]
    [InlineData(""","options":null,"options":null""", "", "", "options")]
    [InlineData("", ""","target":[1,2]""", "", "series[0].target")]
    [InlineData("", ""","\u0069d":"a" """, "", "series[0].id")]
    [InlineData("", ""","static_covariates":{"a":1,"a":1}""", "", "series[0].static_covariates.a")]
    [InlineData("", ""","static_covariates":{"a":{"b":1,"b":2}}""", "", "series[0].static_covariates.a.b")]
    [InlineData("", "", ""","p":[3,4]""", "series[0].past_covariates.p")]
    public void A_name_that_is_there_twice_is_refused_with_its_place(string inBody, string inSeries, string inCovariates, string place)
    {
        string json = """{"model":"theta","horizon":3,"series":[{"id":"a","target":[1,2],"past_covariates":{"p":[1,2]"""
            + inCovariates + "}" + inSeries + "}]" + inBody + "}";
        Read(json, out FaultList faults);
        Fault fault = faults.Items.ShouldHaveSingleItem();
        (fault.Type, fault.Path).ShouldBe(("duplicate", place));
        fault.Msg.ShouldContain(place.Split('.')[^1]);
    }

    [Theory]
    [InlineData("\"horizon\":0", "horizon")]
    [InlineData("\"horizon\":-1", "horizon")]
    [InlineData("\"horizon\":1.5", "horizon")]
    [InlineData("\"horizon\":true", "horizon")]
    [InlineData("\"horizon\":100000000", "horizon")]
    [InlineData("\"quantiles\":\"0.5\"", "quantiles")]
    [InlineData("\"quantiles\":[0.5,0.5]", "quantiles[1]")]
    [InlineData("\"quantiles\":[0]", "quantiles[0]")]
    [InlineData("\"quantiles\":[null]", "quantiles[0]")]
    [InlineData("\"stream\":\"yes\"", "stream")]
    [InlineData("\"keep_alive\":true", "keep_alive")]
    [InlineData("\"keep_alive\":\"\"", "keep_alive")]
    [InlineData("\"timeout\":0", "timeout")]
    [InlineData("\"timeout\":-1", "timeout")]
    [InlineData("\"options\":[]", "options")]
    [InlineData("\"seed\":\"x\"", "seed")]
    [InlineData("\"covariates_mode\":\"lenient\"", "covariates_mode")]
    [InlineData("\"model\":5", "model")]
    [InlineData("\"series\":{}", "series")]
    [InlineData("\"series\":[]", "series")]
    [InlineData("\"series\":[5]", "series[0]")]
    public void A_wrong_value_is_a_fault_at_its_place(string field, string path)
    {
        string name = field[1..field.IndexOf('"', 1)];
        Read(WithField(name, field), out FaultList faults);
        faults.Items.Select(fault => fault.Path).ShouldContain(path);
    }

    [Theory]
    [InlineData("\"freq\":\"fortnightly-ish\"", "series[0].freq")]
    [InlineData("\"timestamps\":[\"2025-01-01\"]", "series[0].timestamps")]
    [InlineData("\"timestamps\":[\"2025-01-01\",\"2025-02-30\"]", "series[0].timestamps[1]")]
    [InlineData("\"timestamps\":[\"2025-01-01\",\"yesterday\"]", "series[0].timestamps[1]")]
    [InlineData("\"past_covariates\":{\"p\":[1]}", "series[0].past_covariates.p")]
    [InlineData("\"future_covariates\":{\"p\":[1,2]}", "series[0].future_covariates.p")]
    [InlineData("\"future_covariates\":[1]", "series[0].future_covariates")]
    public void A_wrong_part_of_a_series_is_a_fault_at_its_place(string field, string path)
    {
        Read($$$"""{"model":"m","horizon":3,"series":[{"id":"a","target":[1,2],{{{field}}}}]}""", out FaultList faults);
        faults.Items.Select(fault => fault.Path).ShouldContain(path);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_future_covariate_covers_the_horizon_alone_or_the_past_as_well(int length)
    {
        string values = string.Join(',', Enumerable.Range(0, length));
        Read($$$"""{"model":"m","horizon":3,"series":[{"id":"a","target":[1,2],"future_covariates":{"p":[{{{values}}}]}}]}""", out FaultList faults);
        faults.Count.ShouldBe(0);
    }

    [Fact]
    public void A_number_beyond_the_range_of_a_double_is_a_fault()
    {
        Read("""{"model":"m","horizon":1,"series":[{"id":"a","target":[1,1e999]}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Path.ShouldBe("series[0].target[1]");
    }

    [Fact]
    public void Ids_must_differ()
    {
        Read("""{"model":"m","horizon":1,"series":[{"id":"a","target":[1]},{"id":"a","target":[1]}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Path.ShouldBe("series[1].id");
    }

    [Fact]
    public void Limits_are_told_with_the_variable_that_raises_them()
    {
        FaultList faults = new();
        RequestLimits limits = new() { MaxSeries = 1, MaxPoints = 2, MaxQuantiles = 1 };
        string json = """{"model":"m","horizon":1,"quantiles":[0.1,0.9],"series":[{"id":"a","target":[1,2]},{"id":"b","target":[1]}]}""";
        ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), limits, faults, aborted: TestContext.Current.CancellationToken);
        string all = string.Join('\n', faults.Items.Select(fault => fault.Msg));
        all.ShouldContain("TOLLAMA_MAX_SERIES");
        all.ShouldContain("TOLLAMA_MAX_POINTS");
        all.ShouldContain("TOLLAMA_MAX_QUANTILES");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"model\":\"m\"} x")]
    [InlineData("{\"model\":NaN}")]
    public void What_is_no_JSON_object_is_a_fault(string body)
    {
        Read(body, out FaultList faults);
        faults.Count.ShouldBeGreaterThan(0);
        faults.ToException().Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    [Fact]
    public void Mutated_requests_are_faults_or_requests_but_never_exceptions()
    {
        byte[] good = Encoding.UTF8.GetBytes(Good);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length - 1]).Array[1, 4].ForAll(
            mutations =>
            {
                byte[] body = [.. good];
                foreach ((int at, byte value, int cut) in mutations)
                {
                    body[at % body.Length] = value;
                    body = value < 16 && cut > 0 ? body[..Math.Min(cut, body.Length)] : body;
                }

                FaultList faults = new();
                ForecastRequestReader.Read(body, new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
            },
            cases: 20_000);
    }

    private static string WithField(string name, string field)
    {
        Dictionary<string, string> fields = new()
        {
            ["model"] = "\"model\":\"m\"",
            ["horizon"] = "\"horizon\":3",
            ["series"] = "\"series\":[{\"id\":\"a\",\"target\":[1]}]",
        };
        fields[name] = field;
        return "{" + string.Join(',', fields.Values) + "}";
    }

    private static ForecastRequest Read(string json, out FaultList faults)
    {
        faults = new FaultList();
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
    }
}
