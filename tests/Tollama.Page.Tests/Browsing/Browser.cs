using Microsoft.Playwright;

namespace Tollama.Page.Tests.Browsing;

/// <summary>One browser and one daemon for all tests that need none of their own. Where no browser is installed these tests are skipped.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",

        // Without it the browser itself would keep other sites from this machine, and a test of the daemon would show nothing.
        "--disable-features=LocalNetworkAccessChecks",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private PageDaemon? _daemon;

    /// <summary>The daemon that tests share.</summary>
    public PageDaemon Daemon
    {
        get
        {
            SkipWithoutBrowser();
            return _daemon!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs.Chromium is not { } program)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments });
        _daemon = await PageDaemon.StartAsync();
    }

    /// <summary>A window without memory of others, over the shared daemon or another one.</summary>
    /// <param name="look">Its size, theme and the like.</param>
    /// <param name="daemon">Another daemon.</param>
    public async Task<OpenPage> OpenAsync(BrowserNewContextOptions? look = null, PageDaemon? daemon = null)
    {
        PageDaemon used = daemon ?? Daemon;
        BrowserNewContextOptions options = look ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 } };
        options.BaseURL = used.Address.ToString();
        options.ReducedMotion = ReducedMotion.Reduce;
        IBrowserContext context = await _browser!.NewContextAsync(options);
        return await OpenPage.OfAsync(context, used);
    }

    public static void SkipWithoutBrowser() => Assert.SkipWhen(Programs.Chromium is null, "no chromium on the search path: apt-get install chromium");

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }
    }
}
