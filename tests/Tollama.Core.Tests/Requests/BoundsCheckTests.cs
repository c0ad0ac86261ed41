using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

public sealed class BoundsCheckTests
{
    [Fact]
    public void Bounds_are_read_from_a_body_and_from_a_query()
    {
        ForecastRequest body = Read("""{"model":"m","horizon":1,"intervals":"conformal","residuals":"t","lower":-0.5,"upper":100,"integer":true,"series":[{"id":"a","target":[1]}]}""", out FaultList faults);
        ForecastRequest query = ForecastRequestReader.ReadQuery(
            [new("model", "m"), new("lower", "-0.5"), new("upper", "1e2"), new("integer", "yes"), new("intervals", "Conformal")], new RequestLimits(), faults);

        faults.Items.ShouldBeEmpty();
        (body.Lower, body.Upper, body.Integer, body.Intervals, body.Residuals).ShouldBe((-0.5, 100.0, true, IntervalSource.Conformal, ResidualLaw.T));
        (query.Lower, query.Upper, query.Integer, query.Intervals).ShouldBe((-0.5, 100.0, true, IntervalSource.Conformal));
    }

    [Theory]
    [InlineData("\"lower\":2,\"upper\":2", "lower", "lower must be below upper: lower=2, upper=2")]
    [InlineData("\"lower\":3,\"upper\":-2.5", "lower", "lower must be below upper: lower=3, upper=-2.5")]
    [InlineData("\"lower\":0.2,\"upper\":0.8,\"integer\":true", "integer", "integer=true needs a whole number between the bounds: lower=0.2, upper=0.8")]
    [InlineData("\"lower\":\"0\"", "lower", "lower must be a number, not \"0\"")]
    [InlineData("\"upper\":1e999", "upper", "upper must be a number, not 1e999")]
    [InlineData("\"integer\":1", "integer", null)]
    [InlineData("\"upper\":-5,\"options\":{\"non_negative\":true}", "upper", "upper=-5 and non_negative=true leave no value: upper must be 0 or more there")]
    [InlineData("\"intervals\":\"conformel\"", "intervals", "intervals must be model or conformal, not \"conformel\"; did you mean 'conformal'?")]
    [InlineData("\"residuals\":\"gauss\"", "residuals", "residuals must be normal, t, laplace or bootstrap, not \"gauss\"")]
    public void What_is_not_possible_is_refused_by_name(string fields, string path, string? message)
    {
        Read($$"""{"model":"m","horizon":1,{{fields}},"series":[{"id":"a","target":[1]}]}""", out FaultList faults);

        Fault fault = faults.Items.ShouldHaveSingleItem();
        fault.Path.ShouldBe(path);
        fault.Msg.ShouldBe(message ?? fault.Msg);
    }

    [Fact]
    public void Bounds_of_a_query_are_checked_too()
    {
        FaultList faults = new();

        ForecastRequestReader.ReadQuery([new("model", "m"), new("lower", "5"), new("upper", "1")], new RequestLimits(), faults);

        faults.Items.ShouldHaveSingleItem().Msg.ShouldBe("lower must be below upper: lower=5, upper=1");
    }

    [Fact]
    public void A_bound_below_zero_of_a_query_goes_with_no_value_that_is_not_negative()
    {
        FaultList faults = new();

        ForecastRequestReader.ReadQuery([new("model", "m"), new("upper", "-5"), new("non_negative", "true")], new RequestLimits(), faults);
        ForecastRequestReader.ReadQuery([new("model", "m"), new("upper", "-5"), new("option.non_negative", "true")], new RequestLimits(), faults);

        faults.Items.Select(fault => fault.Path).ShouldBe(["upper", "upper"]);
        faults.Items.ShouldAllBe(fault => fault.Msg.Contains("upper=-5") && fault.Msg.Contains("non_negative=true"));
    }

    [Theory]
    [InlineData("\"upper\":0,\"options\":{\"non_negative\":true}")]
    [InlineData("\"upper\":-5,\"options\":{\"non_negative\":false}")]
    [InlineData("\"lower\":-9,\"upper\":-5,\"options\":{}")]
    public void What_leaves_a_value_is_read(string fields)
    {
        Read($$"""{"model":"m","horizon":1,{{fields}},"series":[{"id":"a","target":[1]}]}""", out FaultList faults);

        faults.Items.ShouldBeEmpty();
    }

    private static ForecastRequest Read(string json, out FaultList faults)
    {
        faults = new FaultList();
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
    }
}
