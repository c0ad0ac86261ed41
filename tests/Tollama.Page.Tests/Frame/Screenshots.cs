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

    private static string PathOf(string name) => Path.Join(Programs.Repository, "docs", "images", name);
}
