using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Forecasts;

/// <summary>Errors stand on the page as the daemon words them, with what helps.</summary>
[Collection<BrowserTests>]
public sealed class ErrorTests(Browser browser)
{
    [Fact]
    public async Task A_file_that_is_no_table_is_told_with_what_it_is()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync();

        await open.DropAsync("report.pdf", "%PDF-1.7\n1 0 obj\n");

        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("PDF");
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("INVALID_TABLE");
    }

    [Fact]
    public async Task Repeated_times_are_told_and_can_be_put_right_on_the_page()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive");
        await open.DropAsync("twice.csv", "date,y,clerk\n2024-01-01,1,a\n2024-01-01,2,b\n2024-01-02,2,c\n2024-01-03,4,c\n");
        await Expect(open.Page.GetByText(new Regex("repeats a time stamp.*duplicates=sum")).First).ToBeVisibleAsync();

        await open.Page.GetByText("How it is read").ClickAsync();
        await open.Page.GetByLabel("Repeated times").SelectOptionAsync("sum");

        await open.ForecastAsync();
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_horizon_that_is_refused_is_told_and_another_one_forecasts()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=naive&example=1&horizon=999999");
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("horizon must be from 1 to");

        await open.Steps.FillAsync("3");
        await open.Steps.PressAsync("Enter");

        await Expect(open.Numbers.Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(open.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_model_that_is_not_here_offers_to_be_pulled_and_says_why_it_cannot()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/forecast?model=chronos-bolt:tiny&example=1");
        await Expect(open.Page.Locator("t-pull")).ToContainTextAsync("34.6 MB");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Pull" }).ClickAsync();

        await Expect(open.Page.Locator("t-pull [role=alert]")).ToContainTextAsync("OFFLINE");
        await open.Page.GetByLabel("Model").SelectOptionAsync("naive");
        await open.ForecastAsync();
        await Expect(open.Page.Locator("t-pull")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_name_that_is_code_is_a_name()
    {
        const string Code = "<img src=x onerror=alert(1)>";
        await using OpenPage open = await browser.OpenAsync();
        open.Page.Dialog += (_, dialog) => Assert.Fail($"a name was run: {dialog.Message}");
        await open.GoAsync("#/forecast?model=naive");
        string rows = string.Concat(Enumerable.Range(1, 9).Select(day => $"{Code},2024-01-0{day},{day}\nb,2024-01-0{day},{day}\n"));

        await open.DropAsync($"{Code}.csv", $"id{Code},date,y{Code}\n{rows}");
        await open.ForecastAsync();
        await open.Page.GetByText("Copy as curl, CLI, Python, C#").ClickAsync();

        await Expect(open.Page.GetByRole(AriaRole.Heading, new() { Name = Code })).ToBeVisibleAsync();
        await Expect(open.Page.GetByText($"{Code}.csv").First).ToBeVisibleAsync();
        await Expect(open.Page.GetByLabel($"Role of id{Code}")).ToBeVisibleAsync();
        (await open.Page.Locator("img").CountAsync()).ShouldBe(0);
    }
}
