using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Tabs;

/// <summary>What holds for each tab: people can reach it, it fits a narrow screen, names are names, keys lead to it.</summary>
[Collection<BrowserTests>]
public sealed class TabLookTests(Browser browser)
{
    // An address, and what is there once the tab has done its work.
    public static TheoryData<string, string> Tabs { get; } = new()
    {
        { "#/compare?c.models=naive,drift&c.windows=2&horizon=2&c.run=1", "t-compare tbody tr" },
        { "#/anomalies?n.level=50", "t-anomalies .findings" },
        { "#/models", "t-models article" },
        { "#/api", "t-api .route" },
        { "#/activity", "t-activity canvas" },
    };

    [Theory]
    [MemberData(nameof(Tabs))]
    public async Task Nothing_serious_keeps_people_out_and_a_narrow_screen_is_wide_enough(string hash, string sign)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions
            {
                ColorScheme = scheme,
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            });
            await open.GoAsync(hash.Split('?')[0]);
            (await open.UnreachableAsync()).ShouldBeEmpty();
            await open.GoAsync("#/forecast?model=naive");
            await open.DropAsync("stores.csv", Tables.Stores);
            await open.ForecastAsync();
            await open.GoAsync(hash);
            await Expect(open.Page.Locator(sign).First).ToBeVisibleAsync();

            (await open.UnreachableAsync()).ShouldBeEmpty();
            (await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        }
    }

    [Theory]
    [MemberData(nameof(Tabs))]
    public async Task Names_that_are_code_are_names(string hash, string sign)
    {
        const string Code = "<img src=x onerror=alert(1)>";
        await using OpenPage open = await browser.OpenAsync();
        open.Page.Dialog += (_, dialog) => Assert.Fail($"a name was run: {dialog.Message}");
        string rows = string.Concat(Enumerable.Range(1, 28).Select(day => $"{Code},2024-01-{day:00},{day % 5}\nb,2024-01-{day:00},{day % 7}\n"));

        await open.GoAsync("#/forecast?model=naive");
        await open.DropAsync($"{Code}.csv", $"id{Code},date,y\n{rows}");
        await open.ForecastAsync();
        await open.GoAsync($"{hash}{(hash.Contains('?', StringComparison.Ordinal) ? '&' : '?')}m.search={Code}&a.route={Code}");
        if (!sign.Contains("t-models", StringComparison.Ordinal))
        {
            await Expect(open.Page.Locator(sign).First).ToBeVisibleAsync();
        }

        (await open.Page.Locator("img").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("#/models", "bolt", "t-models article h3", "chronos-bolt")]
    [InlineData("#/api", "backtest", "t-api .route", "backtest")]
    public async Task A_slash_searches_in_the_tab_that_is_shown(string hash, string word, string sign, string found)
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync(hash);
        await Expect(open.Page.Locator(sign).First).ToBeVisibleAsync();

        await open.Page.Keyboard.PressAsync("/");
        await open.Page.Keyboard.TypeAsync(word);

        await Expect(open.Page.Locator(sign).First).ToContainTextAsync(found);
    }

    [Fact]
    public async Task Each_tab_has_a_key()
    {
        await using OpenPage open = await browser.OpenAsync();
        await open.GoAsync();
        foreach ((string key, string tab) in ((string, string)[])[("c", "compare"), ("n", "anomalies"), ("m", "models"), ("p", "api"), ("a", "activity"), ("f", "forecast")])
        {
            await open.Page.Keyboard.PressAsync(key);

            await Expect(open.Page.Locator($"t-{tab}")).ToBeVisibleAsync();
            open.Page.Url.ShouldContain($"#/{tab}");
        }
    }
}
