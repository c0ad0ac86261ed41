using System.Collections.Concurrent;
using Microsoft.Playwright;
using Tollama.Page.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tollama.Page.Tests.Frame;

/// <summary>What pages of other sites can make a browser do: lead to the page, and nothing else.</summary>
[Collection<BrowserTests>]
public sealed class OtherSiteTests(Browser browser)
{
    private const string Other = "http://elsewhere.example/";

    [Fact]
    public async Task A_link_leads_to_the_page()
    {
        await using OpenPage open = await OpenElsewhereAsync("<a href='DAEMON#/forecast?model=naive&example=1'>forecast</a>");

        await open.Page.GetByRole(AriaRole.Link, new() { Name = "forecast" }).ClickAsync();

        await open.ForecastAsync();
    }

    [Theory]
    [InlineData("fetch('DAEMONapi/version')")]
    [InlineData("fetch('DAEMONapi/version', { mode: 'no-cors' })")]
    [InlineData("fetch('DAEMONapi/pull', { method: 'POST', mode: 'no-cors', body: '{\"model\":\"imapa\"}' })")]
    [InlineData("document.body.append(Object.assign(new Image(), { src: 'DAEMON' }))")]
    [InlineData("document.body.append(Object.assign(document.createElement('iframe'), { src: 'DAEMON' }))")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { src: 'DAEMONui/app.js', type: 'module' }))")]
    [InlineData("location.href = 'DAEMONapi/tags'")]
    public async Task Nothing_else_of_another_site_is_answered(string script)
    {
        await using OpenPage open = await OpenElsewhereAsync("<p>elsewhere</p>");
        ConcurrentQueue<int> answers = new();
        open.Page.Response += (_, response) =>
        {
            if (response.Url.StartsWith(open.Daemon.Address.ToString(), StringComparison.Ordinal))
            {
                answers.Enqueue(response.Status);
            }
        };

        string daemon = open.Daemon.Address.ToString();
        Task<IRequest> ended = Ended(open.Page, daemon);
        await open.Page.EvaluateAsync($"() => {{ Promise.resolve({script.Replace("DAEMON", daemon, StringComparison.Ordinal)}).catch(() => {{}}); }}");
        await ended.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        answers.ShouldAllBe(status => status == 403);
        open.ForgetFaults("each refusal is told in the console");
        (await open.Page.APIRequest.GetAsync(daemon + "api/tags")).Status.ShouldBe(200);
        (await (await open.Page.APIRequest.GetAsync(daemon + "api/tags")).TextAsync()).ShouldNotContain("\"imapa\"");
    }

    private static Task<IRequest> Ended(IPage page, string daemon)
    {
        TaskCompletionSource<IRequest> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(object? sender, IRequest request)
        {
            if (request.Url.StartsWith(daemon, StringComparison.Ordinal))
            {
                ended.TrySetResult(request);
            }
        }

        page.RequestFinished += Note;
        page.RequestFailed += Note;
        return ended.Task;
    }

    private async Task<OpenPage> OpenElsewhereAsync(string html)
    {
        OpenPage open = await browser.OpenAsync();
        string body = $"<!doctype html><title>elsewhere</title>{html.Replace("DAEMON", open.Daemon.Address.ToString(), StringComparison.Ordinal)}";
        await open.Page.RouteAsync(Other + "**", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html", Body = body }));
        await open.Page.GotoAsync(Other);
        await Expect(open.Page).ToHaveTitleAsync("elsewhere");
        return open;
    }
}
