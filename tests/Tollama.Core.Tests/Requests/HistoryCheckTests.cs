using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

public sealed class HistoryCheckTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public void A_length_of_a_history_that_is_not_sent_is_refused(string? includes)
    {
        Fault fault = Read(includes, "500").Items.ShouldHaveSingleItem();

        fault.Path.ShouldBe("history_length");
        fault.Msg.ShouldBe("history_length has no effect without include_history=true; send both");
    }

    [Fact]
    public void Beside_include_history_it_is_read() => Read("true", "500").Items.ShouldBeEmpty();

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void A_length_is_a_whole_number_from_1(string length) => Read("true", length).Items.ShouldNotBeEmpty();

    private static FaultList Read(string? includes, string length)
    {
        FaultList faults = new();
        List<KeyValuePair<string, string>> query = [new("model", "m"), new("history_length", length)];
        query.AddRange(includes is null ? [] : [new KeyValuePair<string, string>("include_history", includes)]);
        ForecastRequestReader.ReadQuery(query, new RequestLimits(), faults);
        return faults;
    }
}
