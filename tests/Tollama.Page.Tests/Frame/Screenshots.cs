using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;

namespace Tollama.Page.Tests.Frame;

/// <summary>Takes the pictures of the documents, when it is asked to: <c>-explicit only -class "*Screenshots"</c>.</summary>
[Collection<BrowserTests>]
public sealed class Screenshots(Browser browser)
{
    [Theory(Explicit = true)]
    [InlineData("light", ColorScheme.Light)]
    [InlineData("dark", ColorScheme.Dark)]
    public async Task Of_the_forecast_of_the_example(string name, ColorScheme scheme)
    {
        await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 1280, Height = 860 },
        });
        await open.GoAsync("#/forecast?example=1");
        await open.ForecastAsync();
        await open.Page.EvaluateAsync("document.fonts.ready");

        await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PathOf($"page-forecast-{name}.png") });
    }

    [Theory(Explicit = true)]
    [InlineData("compare", "#/compare?example=1&c.models=auto,auto-ets,theta,seasonal-naive&c.windows=4&c.run=1", "t-compare canvas")]
    [InlineData("anomalies", "#/anomalies?example=1&n.level=95", "t-explained canvas")]
    [InlineData("models", "#/models", "t-models article")]
    [InlineData("api", "#/api?example=1&a.route=POST /v1/forecast", "t-api .answer:not([hidden])")]
    [InlineData("activity", "#/activity", "t-activity canvas")]
    public async Task Of_another_tab(string name, string hash, string sign)
    {
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using OpenPage open = await browser.OpenAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = 1280, Height = 860 } });
            await open.GoAsync(hash);
            if (name == "api")
            {
                await open.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
            }

            await Assertions.Expect(open.Page.Locator(sign).First).ToBeVisibleAsync();

            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = PathOf($"page-{name}-{scheme.ToString().ToLowerInvariant()}.png") });
        }
    }

    private static string PathOf(string name) => Path.Join(Programs.Repository, "docs", "images", name);
}
