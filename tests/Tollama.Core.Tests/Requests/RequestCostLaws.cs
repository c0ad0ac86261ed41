using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Testing;

namespace Tollama.Core.Tests.Requests;

/// <summary>Four times as many of anything cost about four times as much to read, whether the limits allow so many or not.</summary>
public sealed class RequestCostLaws
{
    private const int Count = 500;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bodies { get; } =
        new("unknown fields", "unknown fields of a series", "options", "options twice", "season lengths", "levels", "bad levels", "series", "equal series", "faults",
            "stamps", "bad stamps", "past and future covariates", "covariates of a wrong length", "static covariates", "categories");

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_costs_as_much_as_it_is_long(string what)
    {
        Growth.FaultOf(Count, count => BodyOf(what, count), body => Read(body, new RequestLimits())).ShouldBeNull("with limits");
        Growth.FaultOf(Count, count => BodyOf(what, count), body => Read(body, RequestLimits.None)).ShouldBeNull("without limits");
    }

    [Theory]
    [InlineData("option.o{0}=1")]
    [InlineData("parameter{0}=1")]
    public void A_query_costs_as_much_as_it_is_long(string parameter) =>
        Growth.FaultOf(
            Count,
            count => Enumerable.Range(0, count).Select(place => string.Format(null, parameter, place).Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])).ToArray(),
            query => ForecastRequestReader.ReadQuery(query, RequestLimits.None, new FaultList())).ShouldBeNull();

    [Fact]
    public void A_fault_past_the_end_of_the_list_costs_next_to_nothing()
    {
        // A suggestion compares with all known names and takes kilobytes.
        const int Few = 1000;
        byte[] few = BodyOf("unknown fields", Few), many = BodyOf("unknown fields", 2 * Few);
        Read(many, new RequestLimits());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(few, new RequestLimits());
        long between = GC.GetAllocatedBytesForCurrentThread();
        Read(many, new RequestLimits());
        long after = GC.GetAllocatedBytesForCurrentThread();
        ((after - between - (between - before)) / Few).ShouldBeLessThan(1000);
    }

    [Fact]
    public void Covariates_are_left_out_at_the_cost_of_their_number() =>
        Growth.FaultOf(
            Count,
            count => new Panel(Read(BodyOf("past and future covariates", count), RequestLimits.None).Series, 1),
            panel => panel.Keep(CovariateUse.None, out _)).ShouldBeNull();

    [Fact]
    public void Options_are_read_at_the_cost_of_their_number() =>
        Growth.FaultOf(
            Count,
            count => JsonElement.Parse($$"""{"season_length":[{{List(count, _ => "7")}}]}"""),
            options => new OptionReader("m", options).Integers("season_length")).ShouldBeNull();

    [Fact]
    public void A_duration_costs_as_much_as_it_is_long() =>
        Growth.FaultOf(
            Count,
            count => Encoding.UTF8.GetBytes($$"""{"model":"m","horizon":1,"keep_alive":"{{string.Concat(Enumerable.Repeat("1s", count))}}","series":[{"id":"a","target":[1]}]}"""),
            body => Read(body, new RequestLimits())).ShouldBeNull();

    private static ForecastRequest Read(byte[] body, RequestLimits limits) => ForecastRequestReader.Read(body, limits, new FaultList(), aborted: Cancellation);

    private static byte[] BodyOf(string what, int count)
    {
        string one = "\"id\":\"a\",\"target\":[1]";
        string past = List(count, place => $"\"c{place}\":[1]");
        string fields = what switch
        {
            "unknown fields" => List(count, place => $"\"horizn{place}\":1"),
            "options" => $"\"options\":{{{List(count, place => $"\"o{place}\":1")}}}",
            "options twice" => List(count, place => $"\"options\":{{\"o{place}\":1}}"),
            "season lengths" => $"\"options\":{{\"season_length\":[{List(count, _ => "7")}]}}",
            "levels" => $"\"quantiles\":[{List(count, place => $"0.1{place:000000}")}]",
            "bad levels" => $"\"quantiles\":[{List(count, _ => "7")}]",
            _ => "\"seed\":1",
        };
        string series = what switch
        {
            "series" => List(count, place => $"{{\"id\":\"s{place}\",\"target\":[1]}}"),
            "equal series" => List(count, _ => $"{{{one}}}"),
            "faults" => $"{{\"id\":\"a\",\"target\":[{List(count, _ => "\"x\"")}]}}",
            "stamps" => $"{{\"id\":\"a\",\"target\":[{List(count, _ => "1")}],\"timestamps\":[{List(count, place => $"{place}")}]}}",
            "bad stamps" => $"{{{one},\"timestamps\":[{List(count, _ => "\"x\"")}]}}",
            "unknown fields of a series" => $"{{{one},{List(count, place => $"\"targt{place}\":1")}}}",
            "past and future covariates" => $"{{{one},\"past_covariates\":{{{past}}},\"future_covariates\":{{{past}}}}}",
            "covariates of a wrong length" => $"{{{one},\"past_covariates\":{{{List(count, place => $"\"c{place}\":[1,2]")}}}}}",
            "static covariates" => $"{{{one},\"static_covariates\":{{{List(count, place => $"\"c{place}\":\"x\"")}}}}}",
            "categories" => $"{{\"id\":\"a\",\"target\":[{List(count, _ => "1")}],\"past_covariates\":{{\"c\":[{List(count, place => $"\"t{place}\"")}]}}}}",
            _ => $"{{{one}}}",
        };
        return Encoding.UTF8.GetBytes($"{{\"model\":\"m\",\"horizon\":1,{fields},\"series\":[{series}]}}");
    }

    private static string List(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));
}
