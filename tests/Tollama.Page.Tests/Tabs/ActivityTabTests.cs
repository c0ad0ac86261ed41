using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

[Collection<BrowserTests>]
public sealed class ActivityTabTests(Browser browser)
{
    [Fact]
    public async Task A_request_that_takes_long_is_seen_and_stopped()
    {
        Browser.SkipWithoutBrowser();
        await using PageDaemon daemon = await PageDaemon.StartAsync(FakeModel.AddTo);
        await using OpenPage open = await browser.OpenAsync(daemon: daemon);
        string gate = Path.Join(daemon.Home, "gate");
        await open.GoAsync("#/activity");
        await Expect(open.Page.GetByText("The daemon has nothing to do.")).ToBeVisibleAsync();
        await open.Page.EvaluateAsync("fetch('api/pull', { method: 'POST', body: '{\"model\":\"fake\",\"stream\":false}' }).then(answer => answer.text())");
        await open.Page.EvaluateAsync(
            """
            gate => {
                const body = JSON.stringify({ model: 'fake', horizon: 2, stream: false, options: { fake: 'hold', until_file: gate }, series: [{ id: 'a', freq: 'D', target: [1, 2, 3] }] });
                window.answered = fetch('api/forecast', { method: 'POST', headers: { 'X-Request-ID': 'long-work' }, body }).then(answer => answer.status);
            }
            """,
            gate);

        ILocator stop = open.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel long-work" });
        await Expect(stop).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Region, new() { Name = "Models in memory" })).ToContainTextAsync("fake");
        await stop.ClickAsync();

        (await open.Page.EvaluateAsync<int>("window.answered")).ShouldBe(499);
        await Expect(open.Page.GetByText("The daemon has nothing to do.")).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Chart: Requests a second" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_is_asked_while_another_tab_is_shown()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.Page.Clock.InstallAsync();
        await open.GoAsync("#/activity");
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Chart: Requests a second" })).ToBeVisibleAsync();
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "Models" }).ClickAsync();
        await Expect(open.Page.Locator("t-activity")).ToBeHiddenAsync();
        List<string> asked = [];
        open.Page.Request += (_, request) => asked.Add(request.Url);

        await open.Page.Clock.FastForwardAsync(60_000);
        await open.Page.EvaluateAsync("fetch('api/version').then(answer => answer.text())");

        asked.ShouldNotContain(url => url.EndsWith("/metrics", StringComparison.Ordinal));
    }
}
