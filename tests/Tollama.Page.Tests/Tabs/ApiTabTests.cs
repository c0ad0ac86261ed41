using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

[Collection<BrowserTests>]
public sealed class ApiTabTests(Browser browser)
{
    [Fact]
    public async Task A_route_is_asked_with_the_table_that_was_dropped()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/api?example=1&a.route=POST /v1/forecast");
        ILocator address = open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Address" });
        await Expect(address).ToHaveValueAsync("v1/forecast?model=auto&horizon=12&quantiles=0.1,0.9");
        await address.FillAsync("v1/forecast?model=naive&horizon=2");

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(Answer(open)).ToContainTextAsync("\"id\": \"passengers\"");
        await Expect(open.Page.Locator("t-api [role=status]")).ToContainTextAsync("200");
        await Expect(Code(open)).ToContainTextAsync("air-passengers.csv");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "CLI" }).ClickAsync();
        await Expect(Code(open)).ToHaveTextAsync("tollama run naive air-passengers.csv --horizon 2");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "C#" }).ClickAsync();
        await Expect(Code(open)).ToContainTextAsync("TollamaClient");
    }

    [Fact]
    public async Task The_example_of_a_route_is_asked_and_an_error_is_an_answer_too()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync("#/api");
        await open.Page.GetByRole(AriaRole.Link, new() { Name = "POST /api/analyze" }).ClickAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Answer(open)).ToContainTextAsync("detected_frequency");
        await open.Page.GetByRole(AriaRole.Textbox, new() { Name = "Body" }).FillAsync("{\"series\": 1}");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(open.Page.Locator("t-api [role=status]")).ToContainTextAsync("400");
        await Expect(Answer(open)).ToContainTextAsync("INVALID_REQUEST");
        open.Page.Url.ShouldContain("a.route=");
    }

    private static ILocator Answer(OpenPage open) => open.Page.GetByRole(AriaRole.Region, new() { Name = "Answer" });

    private static ILocator Code(OpenPage open) => open.Page.GetByRole(AriaRole.Region, new() { Name = "Code" });
}
