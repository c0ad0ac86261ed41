using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.Testing.Http;

namespace Tollama.EndToEnd.Tests.Security;

/// <summary>Headers of proxies are believed from listed addresses only, and streams come through.</summary>
public sealed class ProxyTests : DaemonTest
{
    private static readonly (string, string)[] Trusting = [("TOLLAMA_TRUSTED_PROXIES", "127.0.0.1"), ("TOLLAMA_ALLOWED_HOSTS", "models.example.com")];

    [Theory]
    [InlineData("", "127.0.0.1:")]
    [InlineData("10.0.0.0/8", "127.0.0.1:")]
    [InlineData("127.0.0.1", "203.0.113.7")]
    public async Task A_client_is_who_a_listed_proxy_says_and_nobody_else(string proxies, string client)
    {
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_TRUSTED_PROXIES", proxies));
        using RawClient raw = daemon.Connect();
        Gate gate = new(daemon.Home);
        Task<Reply> running = raw.PostAsync("api/forecast", gate.Body(), "application/json", ("X-Forwarded-For", "127.0.0.1, 203.0.113.7"));
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner works on it");

        Reply list = await raw.GetAsync("api/requests");
        gate.Open();
        (await running).ShouldBeSuccess();

        list.Json.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem().Text("client").ShouldStartWith(client);
    }

    [Fact]
    public async Task From_an_address_that_is_not_listed_host_and_origin_are_those_of_the_request()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_ALLOWED_HOSTS", "models.example.com"));
        using RawClient raw = daemon.Connect();

        (await raw.GetAsync("api/tags", ("X-Forwarded-Host", "evil.example.com"))).ShouldBeSuccess();
        (await raw.GetAsync("api/tags", ("Host", "evil.example.com"), ("X-Forwarded-Host", "localhost"))).ShouldBeError(403, "HOST_NOT_ALLOWED");
        (await raw.GetAsync("api/tags", ("Origin", "https://models.example.com"), ("X-Forwarded-Host", "models.example.com")))
            .ShouldBeError(403, "ORIGIN_NOT_ALLOWED");
    }

    [Fact]
    public async Task From_a_listed_one_the_forwarded_host_counts_and_the_own_one_has_to_be_known_as_well()
    {
        DaemonProcess daemon = await StartAsync(variables: Trusting);
        using RawClient raw = daemon.Connect();

        (await raw.GetAsync("api/tags", ("Origin", "https://models.example.com"), ("X-Forwarded-Host", "models.example.com"))).ShouldBeSuccess();
        (await raw.GetAsync("api/tags", ("X-Forwarded-Host", "evil.example.com"))).ShouldBeError(403, "HOST_NOT_ALLOWED");
        (await raw.GetAsync("api/tags", ("Host", "evil.example.com"), ("X-Forwarded-Host", "models.example.com"))).ShouldBeError(403, "HOST_NOT_ALLOWED");
    }

    [Fact]
    public async Task Lines_come_through_a_proxy_that_keeps_answers_one_by_one()
    {
        DaemonProcess daemon = await StartWithFakeAsync([], Trusting);
        await using BufferingProxy proxy = await BufferingProxy.StartAsync(daemon.Address, TestContext.Current.CancellationToken);
        using RawClient raw = new(proxy.Address);
        Gate gate = new(daemon.Home);

        using StreamedAnswer answer = await StreamedAnswer.PostAsync(raw.Http, "api/forecast", gate.StreamBody);
        (await answer.NextAsync()).ShouldNotBeNull().ShouldContain("loading model");
        gate.Open();
        (await answer.LastAsync()).ShouldContain("\"done\":true");
    }

    [Theory]
    [InlineData("api/pull", """{"model":"mock"}""")]
    [InlineData("api/forecast", """{"model":"mock","horizon":1,"series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2]}]}""")]
    public async Task Every_stream_says_that_it_is_not_to_be_kept(string path, string body)
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""");

        Reply reply = await raw.PostAsync(path, body);

        reply.ShouldBeSuccess().ContentType.ShouldBe("application/x-ndjson");
        reply.Header("X-Accel-Buffering").ShouldBe("no");
    }

    [Fact]
    public async Task A_list_that_is_none_is_told_at_start()
    {
        using TestHome home = new();
        ProgramRun run = await ProgramRun.RunAsync(
            Programs.Cli,
            ["serve"],
            new Dictionary<string, string> { ["TOLLAMA_HOME"] = home.Folder, ["TOLLAMA_HOST"] = "127.0.0.1:0", ["TOLLAMA_TRUSTED_PROXIES"] = "127.0.0.1,nginx" });

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("TOLLAMA_TRUSTED_PROXIES has 'nginx', which is neither an address nor a network");
    }
}
