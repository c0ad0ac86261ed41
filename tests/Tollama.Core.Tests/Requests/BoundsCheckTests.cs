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

    private static ForecastRequest Read(string json, out FaultList faults)
    {
        faults = new FaultList();
        return ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
    }
}
