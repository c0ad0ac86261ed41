using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary>What programs in Python and JavaScript write: numbers of one kind, ids that are numbers, other names.</summary>
public sealed class LooseJsonTests
{
    [Theory]
    [InlineData("3.0", 3)]
    [InlineData("3", 3)]
    [InlineData("3e0", 3)]
    [InlineData("30.00e-1", 3)]
    public void A_whole_number_may_have_a_point(string sent, int horizon)
    {
        Read($$$"""{"model":"m","horizon":{{{sent}}},"seed":7.0,"series":[{"id":"a","target":[1]}]}""", out FaultList faults).Horizon.ShouldBe(horizon);
        faults.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("3.5")]
    [InlineData("1e30")]
    [InlineData("9007199254740993.0")]
    [InlineData("\"3.0\"")]
    public void A_fraction_is_no_whole_number(string sent)
    {
        Read($$$"""{"model":"m","horizon":1,"seed":{{{sent}}},"series":[{"id":"a","target":[1]}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("must be a whole number");
    }

    [Fact]
    public void A_query_has_them_as_well()
    {
        FaultList faults = new();
        ForecastRequestReader.ReadQuery([new("model", "m"), new("horizon", "3.0")], new RequestLimits(), faults).Horizon.ShouldBe(3);
        faults.Items.ShouldBeEmpty();
        ForecastRequestReader.ReadQuery([new("model", "m"), new("horizon", "3.5")], new RequestLimits(), faults);
        faults.Items.ShouldHaveSingleItem().Path.ShouldBe("horizon");
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("7.0", "7")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("\"7\"", "7")]
    public void A_number_is_an_id_as_its_text(string sent, string id)
    {
        Read($$$"""{"model":"m","horizon":1,"series":[{"id":{{{sent}}},"target":[1]}]}""", out FaultList faults).Series[0].Id.ShouldBe(id);
        faults.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7.5")]
    [InlineData("true")]
    [InlineData("[7]")]
    [InlineData("\"\"")]
    public void What_is_neither_text_nor_whole_is_no_id(string sent)
    {
        Read($$$"""{"model":"m","horizon":1,"series":[{"id":{{{sent}}},"target":[1]}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Path.ShouldBe("series[0].id");
    }

    [Fact]
    public void Numbers_and_texts_are_compared_as_ids()
    {
        Read("""{"model":"m","horizon":1,"series":[{"id":7,"target":[1]},{"id":"7","target":[1]}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("ids must differ");
    }

    [Theory]
    [InlineData("""{"target":[1]}""")]
    [InlineData("""{"id":null,"target":[1]}""")]
    public void The_only_series_needs_no_id(string series)
    {
        Read($$$"""{"model":"m","horizon":1,"series":[{{{series}}}]}""", out FaultList faults).Series[0].Id.ShouldBe("series_0");
        faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Several_series_need_ids()
    {
        Read("""{"model":"m","horizon":1,"series":[{"target":[1]},{"id":"b","target":[1]},{"target":[1]}]}""", out FaultList faults);
        faults.Items.Select(fault => fault.Path).ShouldBe(["series[0].id", "series[2].id"]);
        faults.Items[0].Msg.ShouldContain("where there are several series");
    }

    [Fact]
    public void Levels_come_in_any_order()
    {
        Read("""{"model":"m","horizon":1,"quantiles":[0.9,0.1,0.5],"series":[{"target":[1]}]}""", out FaultList faults).Quantiles.ShouldBe([0.1, 0.5, 0.9]);
        faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void A_level_that_is_there_twice_is_refused()
    {
        Read("""{"model":"m","horizon":1,"quantiles":[0.9,0.3,0.5,0.30000000000000004],"series":[{"target":[1]}]}""", out FaultList faults);
        Fault fault = faults.Items.ShouldHaveSingleItem();
        (fault.Path, fault.Msg).ShouldBe(("quantiles[3]", "quantile levels must be unique: 0.3 is there twice"));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(0.025, "0.025")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1 - 0.9, "0.1")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(1e-12, "0.000000000001")]
    [InlineData(0.123456789012, "0.123456789012")]
    [InlineData(1.0 / 3, "0.333333333333")]
    public void A_key_is_the_shortest_text_of_its_level(double number, string key) => QuantileLevel.KeyOf(QuantileLevel.Of(number)).ShouldBe(key);

    [Theory]
    [InlineData(""","h":3""", "h", "did you mean 'horizon'?")]
    [InlineData(""","fh":3""", "fh", "did you mean 'horizon'?")]
    [InlineData(""","prediction_length":3""", "prediction_length", "did you mean 'horizon'?")]
    [InlineData(""","steps":3""", "steps", "did you mean 'horizon'?")]
    [InlineData(""","level":[80,95]""", "level", "did you mean 'quantiles'? An interval of 80 percent lies between the quantiles 0.1 and 0.9")]
    [InlineData(""","num_samples":100""", "num_samples", "did you mean 'paths'? It is the number of sample paths")]
    [InlineData(""","frequency":"D" """, "frequency", "did you mean 'freq'?")]
    [InlineData(""","y":[1,2]""", "y", "did you mean 'series'? The values of a series are one array")]
    [InlineData(""","ds":["2024-01-01"]""", "ds", "did you mean 'series'? The time stamps of a series are one array")]
    [InlineData(""","unique_id":"a" """, "unique_id", "each series has its name as", StringComparison.OrdinalIgnoreCase)]
    [InlineData(""","X_df":[]""", "X_df", "It stands in each series")]
    [InlineData(""","df":[]""", "df", "a table of records", StringComparison.OrdinalIgnoreCase)]
    [InlineData(""","season_length":7""", "season_length", "did you mean 'options'? It is an option of the model: \"options\": {\"season_length\": 12}")]
    public void Fields_of_other_programs_are_told_by_our_names(string field, string place, string says, StringComparison comparison = StringComparison.Ordinal)
    {
        Read("""{"model":"m","horizon":1,"series":[{"id":"a","target":[1]}]""" + field + "}", out FaultList faults);
        Fault fault = faults.Items.ShouldHaveSingleItem();
        (fault.Type, fault.Path).ShouldBe(("unknown_field", place));
        fault.Msg.Contains(says, comparison).ShouldBeTrue(fault.Msg);
    }

    [Theory]
    [InlineData("y", "did you mean 'target'?")]
    [InlineData("ds", "did you mean 'timestamps'?")]
    [InlineData("unique_id", "did you mean 'id'?")]
    [InlineData("frequency", "did you mean 'freq'?")]
    [InlineData("X_df", "did you mean 'future_covariates'?")]
    [InlineData("hist_exog", "did you mean 'past_covariates'?")]
    [InlineData("h", "did you mean 'horizon'? It stands beside series, not in one.")]
    [InlineData("level", "did you mean 'quantiles'? It stands beside series, not in one.")]
    public void In_a_series_too(string field, string says)
    {
        Read($$$"""{"model":"m","horizon":1,"series":[{"id":"a","target":[1],"{{{field}}}":null}]}""", out FaultList faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain(says);
    }

    [Theory]
    [InlineData("h", "did you mean 'horizon'?")]
    [InlineData("level", "quantiles=0.1,0.9")]
    [InlineData("y", "did you mean 'target'? It names the column of values")]
    [InlineData("ds", "did you mean 'time'? It names the column of time stamps")]
    [InlineData("unique_id", "did you mean 'id'?")]
    public void And_in_a_query(string name, string says)
    {
        FaultList faults = new();
        ForecastRequestReader.ReadQuery([new("model", "m"), new(name, "1")], new RequestLimits(), faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain(says);
    }

    [Theory]
    [InlineData("""{"model":"m","horizon":NaN,"series":[{"id":"a","target":[1]}]}""", "horizon", "horizon is NaN")]
    [InlineData("""{"model":"m","horizon":1,"options":{"alpha":-Infinity},"series":[{"id":"a","target":[1]}]}""", "options.alpha", "alpha is -Infinity")]
    public void What_is_no_number_where_one_is_needed_is_told_with_its_field(string json, string path, string says)
    {
        Read(json, out FaultList faults);
        Fault fault = faults.Items.ShouldHaveSingleItem();
        fault.Path.ShouldBe(path);
        fault.Msg.ShouldContain(says);
    }

    [Theory]
    [InlineData("target")]
    [InlineData("past_covariates")]
    public void Infinity_is_told_with_its_series_and_position(string field)
    {
        string values = field == "target" ? "[1,-1e999]" : """{"p":[1,-1e999]}""";
        string target = field == "target" ? "" : "\"target\":[1,2],";
        Read($$$"""{"model":"m","horizon":1,"series":[{"id":"a",{{{target}}}"{{{field}}}":{{{values}}}}]}""", out FaultList faults);
        Fault fault = faults.Items.ShouldHaveSingleItem();
        fault.Path.ShouldStartWith($"series[0].{field}");
        fault.Path.ShouldEndWith("[1]");
        fault.Msg.ShouldContain("Infinity");
        fault.Msg.ShouldContain("send null");
    }

    private static ForecastRequest Read(string json, out FaultList faults)
    {
        faults = new FaultList();
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
    }
}
