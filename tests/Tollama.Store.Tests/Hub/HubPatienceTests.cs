using System.Net;
using System.Net.Http.Headers;

namespace Tollama.Store.Tests.Hub;

public sealed class HubPatienceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", null)]
    [InlineData("-7", null)]
    [InlineData("soon", null)]
    [InlineData("Sun, 22 Nov 2026 12:00:09 GMT", 9)]
    [InlineData("Sun, 22 Nov 2026 11:59:00 GMT", null)]
    public void Retry_After_is_a_number_of_seconds_or_a_date_beside_the_hubs_own(string value, int? seconds)
    {
        foreach (HttpStatusCode status in (HttpStatusCode[])[HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable])
        {
            using HttpResponseMessage response = new(status);
            response.Headers.Date = Now;
            response.Headers.TryAddWithoutValidation("Retry-After", value);
            (HubPatience.Of(response)?.TotalSeconds).ShouldBe(seconds);
        }
    }

    [Theory]
    [InlineData("\"api\";r=0;t=52", 52)]
    [InlineData("\"api\"; r=0; t=52", 52)]
    [InlineData("\"pages\";r=10;t=9, \"api\";r=0;t=52", 52)]
    [InlineData("\"api\";r=0;t=0", null)]
    [InlineData("\"api\";r=1;t=52", null)]
    [InlineData("\"api\";r=0", null)]
    [InlineData("\"api\";r=0;t=-5", null)]
    [InlineData("\"api\";r=0;t=99999999999999999999", null)]
    [InlineData("", null)]
    public void A_window_that_is_used_up_says_when_the_next_begins(string value, int? seconds)
    {
        using HttpResponseMessage response = new(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("RateLimit", value);
        (HubPatience.Of(response)?.TotalSeconds).ShouldBe(seconds);
    }

    [Fact]
    public void A_window_matters_only_to_who_was_refused_for_it()
    {
        using HttpResponseMessage response = new(HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("RateLimit", "\"api\";r=0;t=52");
        HubPatience.Of(response).ShouldBeNull();
    }

    [Fact]
    public void Retry_After_comes_first()
    {
        using HttpResponseMessage response = new(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("RateLimit", "\"api\";r=0;t=52");
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(3));
        HubPatience.Of(response).ShouldBe(TimeSpan.FromSeconds(3));
    }
}
