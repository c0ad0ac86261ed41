using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;

namespace Tollama.Page.Tests.Browsing;

/// <summary>A window with the page. Errors in its console and what its content policy forbids fail the test that opened it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    // A refused request is told in the console by the browser itself, whatever the page makes of it.
    private const string RefusedRequest = "Failed to load resource";

    private static readonly Lazy<string> Axe = new(ReadAxe);

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    private OpenPage(IBrowserContext context, IPage page, PageDaemon daemon)
    {
        _context = context;
        Page = page;
        Daemon = daemon;
    }

    public IPage Page { get; }

    public PageDaemon Daemon { get; }

    /// <summary>What went wrong in it so far; looked at when it is closed.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Where the numbers of the forecast stand.</summary>
    public ILocator Numbers => Page.GetByRole(AriaRole.Region, new() { Name = "Numbers of the forecast" });

    /// <summary>The rows of the list of series that are elements.</summary>
    public ILocator Series => Page.Locator("t-series-list [role=option]");

    /// <summary>How many steps are forecast.</summary>
    public ILocator Steps => Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Steps" });

    internal static async Task<OpenPage> OfAsync(IBrowserContext context, PageDaemon daemon)
    {
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        OpenPage open = new(context, page, daemon);
        page.Console += (_, message) => open.Note(message);
        page.PageError += (_, error) => open._faults.Enqueue(error);
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`));");
        return open;
    }

    /// <summary>Goes to the page.</summary>
    /// <param name="hash">What stands behind the address: <c>#/forecast?model=theta</c>.</param>
    public async Task GoAsync(string hash = "")
    {
        await Page.GotoAsync("/" + hash);
        await Assertions.Expect(Page.Locator("#server .dot.is-good")).ToBeVisibleAsync();
    }

    /// <summary>Drops files on the page, as a user drags them from a folder.</summary>
    public async Task DropAsync(params (string Name, byte[] Content)[] files)
    {
        IJSHandle transfer = await Page.EvaluateHandleAsync(
            """
            files => {
                const transfer = new DataTransfer();
                for (const { name, content } of files) {
                    transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
                }
                return transfer;
            }
            """,
            files.Select(file => new { name = file.Name, content = Convert.ToBase64String(file.Content) }).ToArray());
        foreach (string type in (string[])["dragenter", "dragover", "drop"])
        {
            await Page.DispatchEventAsync("body", type, new { dataTransfer = transfer });
        }
    }

    public Task DropAsync(string name, string content) => DropAsync((name, System.Text.Encoding.UTF8.GetBytes(content)));

    /// <summary>Waits for the numbers of a forecast.</summary>
    public Task ForecastAsync() => Assertions.Expect(Numbers.Locator("tbody tr").First).ToBeVisibleAsync(new() { Timeout = 60_000 });

    /// <summary>What a program that knows the rules finds that keeps people from using the page; serious findings only, a line each.</summary>
    public async Task<IReadOnlyList<string>> UnreachableAsync()
    {
        await Page.EvaluateAsync(Axe.Value);
        string answer = await Page.EvaluateAsync<string>("axe.run(document, { resultTypes: ['violations'] }).then(found => JSON.stringify(found.violations))");
        using JsonDocument findings = JsonDocument.Parse(answer);
        return
        [
            .. findings.RootElement.EnumerateArray()
                .Where(finding => finding.GetProperty("impact").GetString() is "serious" or "critical")
                .SelectMany(finding => finding.GetProperty("nodes").EnumerateArray()
                    .Select(node => $"{finding.GetProperty("id").GetString()}: {node.GetProperty("target")} {node.GetProperty("failureSummary").GetString()}")),
        ];
    }

    /// <summary>Takes what went wrong so far as expected: the test provoked it.</summary>
    /// <param name="because">Why.</param>
    public void ForgetFaults(string because)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{because}: {string.Join("; ", _faults)}");
        _faults.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
        {
            _faults.ShouldBeEmpty();
        }
    }

    private void Note(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning" && !message.Text.StartsWith(RefusedRequest, StringComparison.Ordinal))
        {
            _faults.Enqueue(message.Text);
        }
    }

    private static string ReadAxe()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("axe.min.js")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
