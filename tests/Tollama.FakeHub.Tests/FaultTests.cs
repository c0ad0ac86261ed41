namespace Tollama.FakeHub.Tests;

public sealed class FaultTests : HubTest
{
    [Fact]
    public async Task A_fault_happens_to_the_requests_it_is_meant_for()
    {
        FaultRule rule = Hub.Inject(Fault.TooManyRequests("7"), When.Info, skip: 1, times: 2);
        List<int> statuses = [];
        for (int request = 0; request < 4; request++)
        {
            using HttpResponseMessage response = await GetAsync("/api/models/acme/wind");
            statuses.Add((int)response.StatusCode);
            Header(response, "Retry-After").ShouldBe(request is 1 or 2 ? "7" : null);
        }

        statuses.ShouldBe([200, 429, 429, 200]);
        rule.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task A_limit_is_told_as_the_hub_tells_it()
    {
        Hub.Inject(Fault.RateLimited(52), When.Info, times: 1);
        using HttpResponseMessage refused = await GetAsync("/api/models/acme/wind");
        using HttpResponseMessage served = await GetAsync("/api/models/acme/wind");

        ((int)refused.StatusCode).ShouldBe(429);
        refused.Headers.RetryAfter.ShouldBeNull();
        Header(refused, "RateLimit").ShouldBe("\"api\";r=0;t=52");
        Header(served, "RateLimit").ShouldBe("\"api\";r=499;t=300");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(299_999)]
    public async Task A_body_breaks_off_after_exactly_so_many_bytes(int after)
    {
        Hub.Inject(new Fault { CloseAfter = after }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync();
        (byte[] bytes, bool broke) = await DrainAsync(response);

        response.Content.Headers.ContentLength.ShouldBe(Weights.Length);
        broke.ShouldBeTrue();
        bytes.ShouldBe(Weights[..after]);
    }

    [Fact]
    public async Task A_body_in_chunks_breaks_off_too()
    {
        Hub.Inject(new Fault { Chunked = true, CloseAfter = 100_000 }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync();

        response.Content.Headers.ContentLength.ShouldBeNull();
        (await DrainAsync(response)).Broke.ShouldBeTrue();
    }

    [Theory]
    [InlineData(10, 300_000, true)]
    [InlineData(-10, 299_990, false)]
    public async Task Content_length_is_wrong(int delta, int arrives, bool breaks)
    {
        Hub.Inject(new Fault { ContentLengthDelta = delta }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync();
        (byte[] bytes, bool broke) = await DrainAsync(response);

        response.Content.Headers.ContentLength.ShouldBe(Weights.Length + delta);
        bytes.Length.ShouldBe(arrives);
        broke.ShouldBe(breaks);
    }

    [Fact]
    public async Task One_byte_is_corrupt_wherever_the_range_begins()
    {
        Hub.Inject(new Fault { CorruptAt = 150_000 }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync("bytes=140000-");
        byte[] expected = Weights[140_000..];
        expected[10_000] ^= 0xFF;

        (await response.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_range_is_ignored()
    {
        Hub.Inject(new Fault { IgnoreRange = true }, When.Cdn());
        using HttpResponseMessage response = await DownloadAsync("bytes=5-9");

        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(Weights);
    }

    [Fact]
    public async Task Another_content_has_another_etag()
    {
        Hub.Inject(new Fault { Content = ServedContent.Pattern(300_000, seed: 8) }, When.Cdn(), skip: 1);
        using HttpResponseMessage first = await DownloadAsync("bytes=0-9");
        using HttpResponseMessage second = await DownloadAsync("bytes=10-19");

        second.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        (await second.Content.ReadAsByteArrayAsync(Cancellation)).ShouldNotBe(Weights[10..20]);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://10.0.0.1/")]
    [InlineData(null)]
    public async Task A_redirect_leads_anywhere_or_nowhere(string? location)
    {
        Hub.Inject(Fault.Redirect(location), When.Resolve("config.json"));
        using HttpResponseMessage response = await GetAsync("/acme/wind/resolve/main/config.json");

        ((int)response.StatusCode).ShouldBe(302);
        response.Headers.Location?.OriginalString.ShouldBe(location);
    }

    [Fact]
    public async Task A_redirect_leads_back()
    {
        Hub.Inject(Fault.RedirectLoop, When.Resolve());
        using HttpResponseMessage response = await GetAsync("/acme/wind/resolve/main/config.json?x=1");

        response.Headers.Location.ShouldBe(new Uri(Hub.Endpoint, "/acme/wind/resolve/main/config.json?x=1"));
    }

    [Fact]
    public async Task A_connection_is_cut_without_an_answer()
    {
        Hub.Inject(new Fault { Cut = true }, When.Info);

        await Should.ThrowAsync<HttpRequestException>(() => GetAsync("/api/models/acme/wind"));
    }

    [Fact]
    public async Task A_repository_becomes_gated_on_the_way()
    {
        Hub.Inject(Fault.GatedNow, When.Resolve(), skip: 1);
        await LinkAsync();
        using HttpResponseMessage second = await GetAsync("/acme/wind/resolve/main/model.safetensors");

        ((int)second.StatusCode).ShouldBe(401);
        Header(second, "X-Error-Code").ShouldBe("GatedRepo");
    }
}
