using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

[Collection<BrowserTests>]
public sealed class CompareTabTests(Browser browser)
{
    [Fact]
    public async Task Models_are_compared_and_the_best_one_is_used()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/compare?example=1&model=naive");
        await open.Page.GetByRole(AriaRole.Checkbox, new() { Name = "theta", Exact = true }).CheckAsync();
        await open.Page.GetByRole(AriaRole.Checkbox, new() { Name = "seasonal-naive", Exact = true }).CheckAsync();
        await open.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Windows" }).FillAsync("2");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();

        ILocator rows = Table(open).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("theta");
        await Expect(rows.First).ToContainTextAsync("best");
        await Expect(open.Page.GetByText(new Regex("theta has the lowest mase"))).ToBeVisibleAsync();
        await Expect(open.Page.Locator("t-compare t-plot [role=img]")).ToHaveAttributeAsync("aria-label", new Regex("forecasts of 2 windows by theta, seasonal-naive"));
        open.Page.Url.ShouldContain("c.windows=2");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Use the best" }).ClickAsync();
        await open.ForecastAsync();
        open.Page.Url.ShouldContain("#/forecast?");
        await Expect(open.Page.Locator("#model")).ToHaveValueAsync("theta");
    }

    [Fact]
    public async Task A_reload_compares_again_what_was_compared()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/compare?example=1&c.models=naive,drift&c.windows=2&c.run=1");
        await Expect(Table(open).Locator("tbody tr")).ToHaveCountAsync(2);
        string numbers = await Table(open).Locator("tbody tr").First.Locator("td").First.InnerTextAsync();

        await open.Page.ReloadAsync();

        await Expect(Table(open).Locator("tbody tr").First.Locator("td").First).ToHaveTextAsync(numbers);
    }

    [Fact]
    public async Task What_the_daemon_refuses_stands_there_in_its_words()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/compare?example=1&c.models=naive&c.windows=100000&c.run=1");

        await Expect(open.Page.Locator("t-compare [role=alert]")).ToContainTextAsync("windows");
        await Expect(Table(open)).ToBeHiddenAsync();
    }

    private static ILocator Table(OpenPage open) => open.Page.Locator("t-compare [aria-label='Models, the best first']");
}
