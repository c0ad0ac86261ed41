using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tollama.FakeHub;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

[Collection<BrowserTests>]
public sealed class ModelsTabTests(Browser browser)
{
    private const string Bolt = "chronos-bolt:tiny";

    [Fact]
    public async Task A_model_of_tollama_is_pulled_loaded_stopped_and_deleted()
    {
        Browser.SkipWithoutBrowser();
        await using PageDaemon daemon = await PageDaemon.StartAsync();
        await using OpenPage open = await browser.OpenAsync(daemon: daemon);
        await open.GoAsync("#/models");
        await open.Page.GetByText(new Regex("that are part of tollama$")).ClickAsync();

        await Button(open, "Pull drift").ClickAsync();
        await Button(open, "Load drift").ClickAsync();
        await Expect(Row(open, "drift")).ToContainTextAsync("in memory");
        await Button(open, "Details drift").ClickAsync();
        await Expect(Row(open, "drift").GetByRole(AriaRole.Table)).ToContainTextAsync("season_length");
        await Button(open, "Stop drift").ClickAsync();
        await Expect(Button(open, "Load drift")).ToBeVisibleAsync();
        await Button(open, "Delete drift").ClickAsync();
        await open.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(Button(open, "Delete drift")).ToBeVisibleAsync();
        await Button(open, "Delete drift").ClickAsync();
        await open.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();

        await Expect(Button(open, "Pull drift")).ToHaveCountAsync(1);
        await Expect(Button(open, "Delete drift")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_pull_from_the_hub_shows_its_bytes_can_be_stopped_and_goes_on()
    {
        Browser.SkipWithoutBrowser();
        await using HubServer hub = await HubServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        ServedRepository served = hub.AddRepository("amazon/chronos-bolt-tiny");
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            served.Add(file, ServedContent.Disk(Path.Join(Programs.Repository, "tests", "golden", "tsfm", "chronos-bolt-tiny-random", file)));
        }

        Gate gate = new(40_000);
        hub.Inject(new Fault { Pace = gate }, request => request.Kind == RequestKind.Cdn);
        await using PageDaemon daemon = await PageDaemon.StartAsync(null, ("TOLLAMA_OFFLINE", "false"), ("TOLLAMA_HF_ENDPOINT", hub.Endpoint.ToString()));
        await using OpenPage open = await browser.OpenAsync(daemon: daemon);
        await open.GoAsync("#/models");

        await Button(open, $"Pull {Bolt}").ClickAsync();
        await Expect(Row(open, Bolt).GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await gate.WaitUntilHeldAsync(TestContext.Current.CancellationToken);
        await Row(open, Bolt).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(Row(open, Bolt)).ToContainTextAsync("What was fetched stays");
        SeenRequest first = hub.Requests.Single(request => request.Kind == RequestKind.Cdn);
        await first.Completed.WaitAsync(TestContext.Current.CancellationToken);
        gate.Open();
        await Row(open, Bolt).GetByRole(AriaRole.Button, new() { Name = "Pull" }).ClickAsync();

        await Expect(Button(open, $"Delete {Bolt}")).ToBeVisibleAsync();
        SeenRequest second = hub.Requests.Last(request => request.Kind == RequestKind.Cdn);
        second.ShouldNotBe(first);
        second.Range.ShouldNotBeNull("it goes on where the first one was stopped");
    }

    [Fact]
    public async Task A_pull_that_cannot_be_says_why()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/models?m.search=bolt");

        await Button(open, $"Pull {Bolt}").ClickAsync();

        await Expect(Row(open, Bolt).GetByRole(AriaRole.Alert)).ToContainTextAsync("OFFLINE");
    }

    [Fact]
    public async Task A_licence_that_has_to_be_accepted_is_asked_for_and_its_acceptance_is_sent()
    {
        await using OpenPage open = await browser.OpenAsync();
        List<string> sent = [];
        await open.Page.RouteAsync("**/api/pull", async route =>
        {
            sent.Add(route.Request.PostData ?? "");
            await route.FulfillAsync(sent.Count == 1
                ? new RouteFulfillOptions { Status = 409, ContentType = "application/json", Body = "{\"error\":\"the licence must be accepted\",\"code\":\"LICENSE_NOT_ACCEPTED\"}" }
                : new RouteFulfillOptions { Status = 200, ContentType = "application/x-ndjson", Body = "{\"status\":\"success\"}\n" });
        });
        await open.GoAsync("#/models");

        await Button(open, $"Pull {Bolt}").ClickAsync();
        await Expect(Row(open, Bolt).GetByRole(AriaRole.Alert)).ToContainTextAsync("the licence must be accepted");
        await Expect(Row(open, Bolt).GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true })).ToBeDisabledAsync();
        await Row(open, Bolt).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Row(open, Bolt).GetByRole(AriaRole.Button, new() { Name = "Pull", Exact = true }).ClickAsync();

        await Expect(open.Page.Locator("#toast")).ToContainTextAsync("is installed");
        sent.Count.ShouldBe(2);
        sent[0].ShouldNotContain("accept_license");
        sent[1].ShouldContain("\"accept_license\":true");
    }

    private static ILocator Button(OpenPage open, string name) => open.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Row(OpenPage open, string name) => open.Page.GetByRole(AriaRole.Article, new() { Name = name, Exact = true });
}
