using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary><c>parameters</c> means the settings of the Python tollama, or the options of a model, and which of the two is never a guess.</summary>
public sealed class ParametersFieldTests
{
    [Fact]
    public void Settings_of_the_request_stand_beside_options()
    {
        ForecastRequest request = Read(
            """
            "options":{"season_length":7},
            "parameters":{"covariates_mode":"strict","timesfm":{"ridge":0.1},"metrics":{"names":["mae","mase"],"mase_seasonality":7}},
            "response_options":{"narrative":true,"explain":false}
            """,
            out FaultList faults);
        faults.Items.ShouldBeEmpty();
        request.Options!.Value.GetRawText().ShouldBe("""{"season_length":7}""");
        request.CovariatesMode.ShouldBe(CovariatesMode.Strict);
        request.Metrics.ShouldBe([AccuracyMetric.Mae, AccuracyMetric.Mase]);
        request.MaseSeasonality.ShouldBe(7);
        request.ResponseOptions.ShouldBe(new ResponseOptions(Narrative: true));
    }

    [Theory]
    [InlineData("\"parameters\":{\"season_length\":7}")]
    [InlineData("\"parameters\":{\"season_length\":7},\"options\":null")]
    public void Alone_they_are_options(string fields)
    {
        ForecastRequest request = Read(fields, out FaultList faults);
        faults.Items.ShouldBeEmpty();
        request.Options!.Value.GetRawText().ShouldBe("""{"season_length":7}""");
    }

    [Theory]
    [InlineData("\"parameters\":{},\"options\":{\"season_length\":7}")]
    [InlineData("\"options\":{\"season_length\":7},\"parameters\":{}")]
    [InlineData("\"options\":{\"season_length\":7},\"parameters\":{\"metrics\":null}")]
    public void Settings_that_say_nothing_change_nothing(string fields)
    {
        ForecastRequest request = Read(fields, out FaultList faults);
        faults.Items.ShouldBeEmpty();
        request.Options!.Value.GetRawText().ShouldBe("""{"season_length":7}""");
        request.Metrics.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"parameters\":{\"season_length\":7},\"options\":{\"a\":1}", "two names of one thing")]
    [InlineData("\"options\":{\"a\":1},\"parameters\":{\"season_length\":7}", "two names of one thing")]
    [InlineData("\"parameters\":{\"covariates_mode\":\"strict\",\"season_length\":7}", "unknown field 'season_length'")]
    [InlineData("\"parameters\":{\"covariates_mode\":\"loose\"}", "best_effort or strict")]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[]}}", "is empty")]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mae\",\"mae\"]}}", "names mae twice")]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"r2\"]}}", "mae, mape")]
    [InlineData("\"parameters\":{\"metrics\":[\"mae\"]}", "an object with names")]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mae\"],\"seasonality\":7}}", "unknown field 'seasonality'")]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mae\"],\"names\":[\"mape\"]}}", "twice")]
    [InlineData("\"covariates_mode\":\"best_effort\",\"parameters\":{\"covariates_mode\":\"strict\"}", "covariates_mode and parameters are two names of one thing")]
    [InlineData("\"parameters\":{\"covariates_mode\":\"strict\"},\"covariates_mode\":\"best_effort\"", "covariates_mode is said twice, and differently")]
    [InlineData("\"metrics\":[\"mae\"],\"parameters\":{\"metrics\":{\"names\":[\"mape\"]}}", "metrics and parameters are two names of one thing")]
    [InlineData("\"mase_seasonality\":7,\"parameters\":{\"metrics\":{\"names\":[\"mase\"],\"mase_seasonality\":12}}", "'7' and '12'")]
    [InlineData("\"response_options\":{\"narative\":true}", "unknown field 'narative'")]
    [InlineData("\"response_options\":{\"explain\":1}", "explain")]
    [InlineData("\"response_options\":{\"explain\":true,\"explain\":false}", "twice")]
    [InlineData("\"response_options\":[]", "an object")]
    public void What_makes_no_sense_is_told(string fields, string expected)
    {
        Read(fields, out FaultList faults);
        faults.ToException().Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mase\"]}}", 1)]
    [InlineData("\"mase_seasonality\":7,\"parameters\":{\"metrics\":{\"names\":[\"mase\"]}}", 7)]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mase\"]}},\"mase_seasonality\":7", 7)]
    [InlineData("\"parameters\":{\"metrics\":{\"names\":[\"mase\"],\"mase_seasonality\":7}},\"mase_seasonality\":7,\"metrics\":[\"mase\"]", 7)]
    public void A_season_that_is_said_counts_wherever_it_stands(string fields, int season)
    {
        ForecastRequest request = Read(fields, out FaultList faults);
        faults.Items.ShouldBeEmpty();
        request.MaseSeasonality.ShouldBe(season);
    }

    [Theory]
    [InlineData("[1,2,3]", null)]
    [InlineData("[1,null,3]", null)]
    [InlineData("null", null)]
    [InlineData("[1,2]", "actuals has 2 values; it needs 3")]
    [InlineData("[1,\"2\",3]", "actuals")]
    public void Actuals_are_as_many_as_steps(string actuals, string? expected)
    {
        ForecastRequest request = Read("\"stream\":false", out FaultList faults, $",\"actuals\":{actuals}");
        faults.Items.Select(fault => fault.Msg).ShouldBe(faults.Items.Take(expected is null ? 0 : 1).Select(fault => fault.Msg));
        if (expected is null)
        {
            request.Series[0].Actuals?.Values.Length.ShouldBe(3);
        }
        else
        {
            faults.Items.ShouldHaveSingleItem().Msg.ShouldContain(expected);
        }
    }

    [Fact]
    public void A_model_is_not_told_what_happened()
    {
        ForecastRequest request = Read("\"metrics\":[\"mae\"]", out _, ",\"actuals\":[4,5,6]");
        Encoding.UTF8.GetString(ForecastRequestWriter.ToJson(request).Span).ShouldContain("\"actuals\":[4,5,6]");
        using MemoryStream line = new();
        using (System.Text.Json.Utf8JsonWriter writer = new(line))
        {
            new ForecastParams(request).Write(writer, shortTimes: false);
        }

        string sent = Encoding.UTF8.GetString(line.ToArray());
        sent.ShouldNotContain("actuals");
        sent.ShouldNotContain("metrics");
    }

    private static ForecastRequest Read(string fields, out FaultList faults, string ofSeries = "")
    {
        faults = new FaultList();
        string json = $$"""{"model":"mock","horizon":3,{{fields}},"series":[{"id":"a","target":[1,2]{{ofSeries}}}]}""";
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults);
    }
}
