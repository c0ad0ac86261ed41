using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

public sealed class ResidualsCheckTests
{
    [Theory]
    [InlineData("\"residuals\":\"t\",\"options\":{\"residuals\":\"laplace\"}", "'t' and 'laplace'")]
    [InlineData("\"options\":{\"residuals\":\"laplace\"},\"residuals\":\"t\"", "'t' and 'laplace'")]
    [InlineData("\"residuals\":\"t\",\"parameters\":{\"residuals\":\"normal\"}", "'t' and 'normal'")]
    [InlineData("\"residuals\":\"t\",\"options\":{\"residuals\":3}", "'t' and '3'")]
    public void A_field_and_an_option_that_differ_are_refused(string fields, string both)
    {
        Fault fault = Read(fields).Items.ShouldHaveSingleItem();

        fault.Path.ShouldBe("residuals");
        fault.Msg.ShouldBe($"residuals and option.residuals are two names of one thing, and differ: {both}; send one of them");
    }

    [Theory]
    [InlineData("\"residuals\":\"t\",\"options\":{\"residuals\":\"T\"}")]
    [InlineData("\"residuals\":\"t\",\"options\":{\"residuals\":null}")]
    [InlineData("\"options\":{\"residuals\":\"t\"}")]
    public void What_says_the_same_is_read(string fields) => Read(fields).Items.ShouldBeEmpty();

    [Fact]
    public void A_query_is_checked_too()
    {
        FaultList faults = new();
        RequestLimits limits = new();

        ForecastRequestReader.ReadQuery([new("model", "m"), new("residuals", "t"), new("option.residuals", "T")], limits, faults);
        faults.Items.ShouldBeEmpty();

        ForecastRequestReader.ReadQuery([new("model", "m"), new("residuals", "t"), new("option.residuals", "laplace")], limits, faults);
        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("'t' and 'laplace'");
    }

    private static FaultList Read(string fields)
    {
        FaultList faults = new();
        string json = $$"""{"model":"m","horizon":1,{{fields}},"series":[{"id":"a","target":[1]}]}""";
        ForecastRequestReader.Read(Encoding.UTF8.GetBytes(json), new RequestLimits(), faults, aborted: TestContext.Current.CancellationToken);
        return faults;
    }
}
