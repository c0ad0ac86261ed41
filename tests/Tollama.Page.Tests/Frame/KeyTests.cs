using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Frame;

/// <summary>A daemon that asks for keys.</summary>
[Collection<BrowserTests>]
public sealed class KeyTests(Browser browser)
{
    private const string Key = "0123456789abcdef0123";

    [Fact]
    public async Task The_key_is_asked_for_once_kept_for_the_session_and_nowhere_else()
    {
        Browser.SkipWithoutBrowser();
        await using PageDaemon daemon = await PageDaemon.StartAsync(null, ("TOLLAMA_API_KEYS", Key));
        await using OpenPage open = await browser.OpenAsync(daemon: daemon);
        await open.Page.GotoAsync("/#/forecast?model=naive&example=1");
        ILocator dialog = open.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("asks for a key");

        await open.Page.GetByLabel("API key").FillAsync("not-the-key-of-it");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("is not one of this daemon's");
        await open.Page.GetByLabel("API key").FillAsync(Key);
        await open.Page.GetByLabel("API key").PressAsync("Enter");
        await open.ForecastAsync();

        (await open.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + document.cookie")).ShouldNotContain(Key);
        open.Page.Url.ShouldNotContain(Key);
        await Expect(open.Page.Locator("pre.code")).Not.ToContainTextAsync(Key);
        await open.Page.ReloadAsync();
        await open.ForecastAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
