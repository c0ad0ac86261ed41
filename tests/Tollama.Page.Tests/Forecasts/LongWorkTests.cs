using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Forecasts;

/// <summary>Work that takes its time shows that it goes on, and can be stopped.</summary>
[Collection<BrowserTests>]
public sealed class LongWorkTests(Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_can_be_stopped_and_the_runner_stops_too(bool byKey)
    {
        Browser.SkipWithoutBrowser();
        await using PageDaemon daemon = await PageDaemon.StartAsync(FakeModel.AddTo);
        await using OpenPage open = await browser.OpenAsync(daemon: daemon);
        string gate = Path.Join(daemon.Home, "gate");
        await open.GoAsync();
        await open.Page.EvaluateAsync("fetch('api/pull', { method: 'POST', body: '{\"model\":\"fake\",\"stream\":false}' }).then(answer => answer.text())");

        await open.Page.GotoAsync($"/?again#/forecast?model=fake&example=1&horizon=2&levels=none&o.fake=hold&o.until_file={gate}");
        await Expect(open.Page.GetByRole(AriaRole.Progressbar).First).ToBeVisibleAsync();
        await UntilAsync(() => FakeModel.CountInJournal(daemon.Home, "forecast") == 1);
        await (byKey ? open.Page.Keyboard.PressAsync("Escape") : open.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync());

        await Expect(open.Page.GetByText("Stopped.")).ToBeVisibleAsync();
        await UntilAsync(() => FakeModel.CountInJournal(daemon.Home, "canceled") == 1);
        await File.WriteAllTextAsync(gate, "", TestContext.Current.CancellationToken);
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Forecast again" }).ClickAsync();
        await open.ForecastAsync();
    }

    // The daemon's runner writes its journal when it comes to it.
    private static async Task UntilAsync(Func<bool> condition)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromMinutes(1));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
