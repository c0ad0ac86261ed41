using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Forecasts;

[Collection<BrowserTests>]
public sealed class ForecastTabTests(Browser browser)
{
    [Fact]
    public async Task A_dropped_file_is_read_and_forecast()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync();

        await open.DropAsync(("air-passengers.csv", Tables.Example("air-passengers.csv")));
        await open.ForecastAsync();

        await Expect(open.Page.GetByText("target: passengers")).ToBeVisibleAsync();
        await Expect(open.Numbers.Locator("tbody tr")).ToHaveCountAsync(12);
        await Expect(open.Numbers.Locator("tbody tr").First).ToContainTextAsync("1961-01-01");
        await Expect(open.Page.Locator("t-chart [role=img]")).ToHaveAttributeAsync("aria-label", new Regex("144 values of passengers to 1960-12-01, and 12 steps"));
        (await InkAsync(open.Page)).ShouldBeGreaterThan(1000, "something is drawn");
    }

    [Fact]
    public async Task The_example_is_there_without_a_file_and_after_a_reload()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Use the example" }).ClickAsync();
        await open.ForecastAsync();
        await open.Page.ReloadAsync();

        await open.ForecastAsync();
        open.Page.Url.ShouldContain("example=1");
    }

    [Fact]
    public async Task What_was_chosen_is_in_the_address_and_a_reload_keeps_it_with_the_file()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=seasonal-naive");
        await open.DropAsync("stores.csv", Tables.Stores);
        await open.ForecastAsync();

        await open.Steps.FillAsync("5");
        await open.Steps.PressAsync("Enter");
        await open.Page.GetByText("50 %", new() { Exact = true }).ClickAsync();
        await open.Series.Filter(new() { HasText = "south" }).ClickAsync();
        await Expect(open.Numbers.Locator("tbody tr")).ToHaveCountAsync(5);
        await Expect(open.Numbers.Locator("thead th")).ToHaveCountAsync(8);
        open.Page.Url.ShouldContain("series=south");
        string numbers = await open.Numbers.InnerTextAsync();
        await open.Page.ReloadAsync();
        await open.ForecastAsync();

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "south" })).ToBeVisibleAsync();
        await Expect(open.Page.GetByLabel("Model")).ToHaveValueAsync("seasonal-naive");
        (await open.Numbers.InnerTextAsync()).ShouldBe(numbers);
    }

    [Fact]
    public async Task Removed_files_are_gone_after_a_reload_too()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        await open.DropAsync("stores.csv", Tables.Stores);
        await open.ForecastAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(open.Page.GetByText("Drop files here")).ToBeVisibleAsync();
        await open.Page.ReloadAsync();

        await Expect(open.Page.GetByText("Drop files here")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_role_has_the_table_read_again()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        await open.DropAsync("stores.csv", Tables.Stores);
        await open.ForecastAsync();
        await Expect(open.Numbers.Locator("tbody tr td").First).ToHaveTextAsync(new Regex("^118"));

        await open.Page.GetByLabel("Role of sales").SelectOptionAsync("unused");
        await open.Page.GetByLabel("Role of price").SelectOptionAsync("target");

        await Expect(open.Page.GetByText("target: price")).ToBeVisibleAsync();
        await Expect(open.Numbers.Locator("tbody tr td").First).ToHaveTextAsync(new Regex("^5.0"));
        open.Page.Url.ShouldContain("r.target=price");
    }

    [Fact]
    public async Task Several_files_are_series_of_their_own()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        byte[] one = System.Text.Encoding.UTF8.GetBytes("ds,y\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n");

        await open.DropAsync(("north.csv", one), ("south.csv", one));
        await open.ForecastAsync();

        await Expect(open.Series).ToHaveCountAsync(2);
        await Expect(open.Series.Last).ToContainTextAsync("south");
    }

    [Theory]
    [InlineData("CSV", "forecast.csv", "unique_id,ds,mean")]
    [InlineData("Parquet", "forecast.parquet", "PAR1")]
    [InlineData("Excel", "forecast.xlsx", "PK")]
    [InlineData("PNG", "forecast.png", "PNG")]
    public async Task A_forecast_can_be_taken_away(string button, string name, string beginning)
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive&example=1");
        await open.ForecastAsync();

        IDownload download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

        download.SuggestedFilename.ShouldBe(name);
        await using Stream stream = await download.CreateReadStreamAsync();
        byte[] start = new byte[64];
        int count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
        System.Text.Encoding.Latin1.GetString(start, 0, count).ShouldContain(beginning == "unique_id,ds,mean" ? "mean" : beginning);
    }

    [Fact]
    public async Task What_was_done_can_be_copied_for_programs()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive&example=1&levels=80&o.season_length=12");
        await open.ForecastAsync();
        await open.Page.GetByText("Copy as curl, CLI, Python, C#").ClickAsync();
        ILocator code = open.Page.Locator("pre.code");

        await Expect(code).ToContainTextAsync("v1/forecast?model=naive&horizon=12&quantiles=0.1,0.9");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "CLI" }).ClickAsync();
        await Expect(code).ToContainTextAsync("tollama run naive air-passengers.csv --horizon 12 --quantiles 0.1,0.9");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Python" }).ClickAsync();
        await Expect(code).ToContainTextAsync("\"quantiles\": \"0.1,0.9\"");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "C#" }).ClickAsync();
        await Expect(code).ToContainTextAsync("TableFile.FromPath(\"air-passengers.csv\")");
    }

    [Fact]
    public async Task A_thousand_series_are_few_elements_and_can_be_searched()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        await open.DropAsync("many.csv", Tables.Daily(Enumerable.Range(0, 1000).Select(place => $"shop-{place:000}"), 10));
        await open.ForecastAsync();

        (await open.Series.CountAsync()).ShouldBeLessThan(40);
        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync("shop-77");
        await Expect(open.Series.First).ToContainTextAsync("shop-770");
        await open.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = "shop-770" })).ToBeVisibleAsync();
    }

    private static Task<int> InkAsync(IPage page) => page.EvaluateAsync<int>(
        """
        () => {
            const canvas = document.querySelector('t-chart canvas');
            const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return pixels.filter((value, place) => place % 4 === 3 && value > 0).length;
        }
        """);
}
