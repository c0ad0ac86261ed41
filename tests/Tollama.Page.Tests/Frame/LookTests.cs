using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Frame;

/// <summary>Themes, narrow screens, keyboards and screen readers.</summary>
[Collection<BrowserTests>]
public sealed class LookTests(Browser browser)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nothing_serious_keeps_people_out(ColorScheme scheme)
    {
        await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme });
        await open.GoAsync("#/forecast?model=seasonal-naive");
        (await open.UnreachableAsync()).ShouldBeEmpty();

        await open.DropAsync("stores.csv", Tables.Stores);
        await open.ForecastAsync();
        foreach (ILocator more in await open.Page.Locator("summary").AllAsync())
        {
            await more.ClickAsync();
        }

        (await open.UnreachableAsync()).ShouldBeEmpty();
        await open.Page.Keyboard.PressAsync("?");
        (await open.UnreachableAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_narrow_screen_nothing_stands_beside_it()
    {
        await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });
        await open.GoAsync();
        (await WidthAsync(open.Page)).ShouldBeLessThanOrEqualTo(390);

        await open.DropAsync("stores.csv", Tables.Stores);
        await open.ForecastAsync();

        (await WidthAsync(open.Page)).ShouldBeLessThanOrEqualTo(390);
    }

    [Fact]
    public async Task The_theme_is_the_systems_until_another_is_chosen_and_then_kept()
    {
        await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await open.GoAsync();
        (await BackgroundAsync(open.Page)).ShouldBe("rgb(18, 20, 24)");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Color theme: as the system" }).ClickAsync();
        await Expect(open.Page.GetByRole(AriaRole.Button, new() { Name = "Color theme: light" })).ToBeVisibleAsync();
        await open.Page.ReloadAsync();

        (await BackgroundAsync(open.Page)).ShouldBe("rgb(247, 247, 245)");
    }

    [Fact]
    public async Task All_of_a_forecast_works_by_the_keyboard()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        IKeyboard keyboard = open.Page.Keyboard;

        IFileChooser chooser = await open.Page.RunAndWaitForFileChooserAsync(() => keyboard.PressAsync("o"));
        await chooser.SetFilesAsync(new FilePayload { Name = "stores.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Tables.Stores) });
        await open.ForecastAsync();
        await keyboard.PressAsync("ArrowDown");
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "south" })).ToBeVisibleAsync();
        await keyboard.PressAsync("/");
        await keyboard.TypeAsync("west");
        await keyboard.PressAsync("ArrowDown");
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "west" })).ToBeVisibleAsync();

        await open.Steps.FocusAsync();
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("4");
        await keyboard.PressAsync("Tab");
        await Expect(open.Numbers.Locator("tbody tr")).ToHaveCountAsync(4);
        await keyboard.PressAsync("Space");
        await Expect(open.Numbers.Locator("thead th")).ToHaveCountAsync(8);
        await open.Page.EvaluateAsync("document.activeElement.blur()");
        await keyboard.PressAsync("?");
        await Expect(open.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Search series");
        await keyboard.PressAsync("Escape");
        await Expect(open.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Behind_a_path_of_a_proxy_everything_is_found()
    {
        await using OpenPage open = await browser.OpenAsync();
        Uri daemon = open.Daemon.Address;
        await open.Page.RouteAsync("http://proxy.localhost/tools/tollama/**", async route =>
        {
            string inner = route.Request.Url.Replace("http://proxy.localhost/tools/tollama/", daemon.ToString(), StringComparison.Ordinal);
            IAPIResponse answer = await route.FetchAsync(new RouteFetchOptions { Url = inner });
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer });
        });

        await open.Page.GotoAsync("http://proxy.localhost/tools/tollama/#/forecast?model=naive&example=1");

        await open.ForecastAsync();
    }

    private static Task<int> WidthAsync(IPage page) => page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
