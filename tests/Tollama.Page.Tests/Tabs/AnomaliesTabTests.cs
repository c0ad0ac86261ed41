using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

[Collection<BrowserTests>]
public sealed class AnomaliesTabTests(Browser browser)
{
    [Fact]
    public async Task A_value_out_of_the_ordinary_is_marked_listed_and_found_in_the_chart()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/anomalies");
        await open.DropAsync("shops.csv", WithSpike());

        ILocator rows = open.Page.GetByRole(AriaRole.Region, new() { Name = "Anomalies" }).Locator("tbody tr");
        await Expect(rows.Filter(new() { HasText = "2024-02-20" })).ToContainTextAsync("900");
        await Expect(open.Page.Locator("t-anomalies .result > t-plot [role=img]")).ToHaveAttributeAsync("aria-label", new Regex("90 values of north, of which [1-9]"));
        await rows.Filter(new() { HasText = "2024-02-20" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(open.Page.Locator("t-anomalies .result > t-plot .plot-legend strong")).ToHaveTextAsync("2024-02-20");
        open.Page.Url.ShouldContain("series=north");
    }

    [Fact]
    public async Task A_series_is_described_in_sentences_with_its_components()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/anomalies?example=1");

        await Expect(open.Page.Locator("t-explained li").First).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Chart: Trend" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByRole(AriaRole.Img, new() { Name = "Chart: Season of 12 values" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_level_looks_again()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/anomalies?example=1");
        await Expect(open.Page.GetByText("lie outside 99 %")).ToBeVisibleAsync();

        await open.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Level" }).FillAsync("80");
        await open.Page.Keyboard.PressAsync("Enter");

        await Expect(open.Page.GetByText("lie outside 80 %")).ToBeVisibleAsync();
        open.Page.Url.ShouldContain("n.level=80");
    }

    private static string WithSpike()
    {
        StringBuilder text = new("store,date,sales\n");
        foreach (string id in (string[])["north", "south"])
        {
            for (int day = 0; day < 90; day++)
            {
                string date = new DateOnly(2024, 1, 1).AddDays(day).ToString("o", CultureInfo.InvariantCulture);
                int value = id == "north" && day == 50 ? 900 : 100 + (day * 37 % 11);
                text.Append(CultureInfo.InvariantCulture, $"{id},{date},{value}\n");
            }
        }

        return text.ToString();
    }
}
