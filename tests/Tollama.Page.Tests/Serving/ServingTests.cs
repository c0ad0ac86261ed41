using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tollama.Page.Tests.Browsing;

namespace Tollama.Page.Tests.Serving;

/// <summary>How the page is sent; needs no browser.</summary>
public sealed class ServingTests : IAsyncLifetime
{
    private PageDaemon _daemon = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _daemon = await PageDaemon.StartAsync(null, ("TOLLAMA_API_KEYS", "0123456789abcdef0123"));
        _http = new HttpClient { BaseAddress = _daemon.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _daemon.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", null, "Tollama is running")]
    [InlineData("GET", "*/*", "Tollama is running")]
    [InlineData("GET", "application/json, text/html;q=0", "Tollama is running")]
    [InlineData("HEAD", null, "")]
    public async Task Who_does_not_accept_html_gets_the_text_of_Ollama(string method, string? accept, string text)
    {
        using HttpResponseMessage response = await SendAsync(method, "", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe(text);
        response.Headers.Vary.ShouldContain("Accept");
    }

    [Fact]
    public async Task A_browser_gets_the_page_without_a_key_and_nothing_else()
    {
        using HttpResponseMessage response = await SendAsync("GET", "", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("<main id=\"main\"");
        response.Headers.Vary.ShouldBe(["Accept", "Accept-Encoding"]);
        (await SendAsync("GET", "api/version", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("POST", "", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("DELETE", "ui/app.js", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync("GET", "uix", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("ui/app.js", "text/javascript; charset=utf-8")]
    [InlineData("ui/app.css", "text/css; charset=utf-8")]
    [InlineData("ui/icon.svg", "image/svg+xml")]
    [InlineData("ui/air-passengers.csv", "text/csv; charset=utf-8")]
    [InlineData("ui/vendor/uplot/uPlot.js", "text/javascript; charset=utf-8")]
    [InlineData("ui/vendor/uplot/LICENSE", "text/plain; charset=utf-8")]
    public async Task A_file_has_its_type_and_the_headers_that_keep_others_out(string path, string type)
    {
        using HttpResponseMessage response = await SendAsync("GET", path, null);

        response.Content.Headers.ContentType!.ToString().ShouldBe(type);
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    public async Task What_a_client_can_unpack_comes_packed_and_is_the_same(string accepted, string? encoding)
    {
        byte[] plain = await _http.GetByteArrayAsync("ui/app.css", Token);

        using HttpResponseMessage response = await SendAsync("GET", "ui/app.css", null, ("Accept-Encoding", accepted));

        response.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding]);
        byte[] sent = await response.Content.ReadAsByteArrayAsync(Token);
        response.Content.Headers.ContentLength.ShouldBe(sent.Length);
        Unpack(sent, encoding).ShouldBe(plain);
    }

    [Fact]
    public async Task What_the_browser_has_already_is_not_sent_again()
    {
        using HttpResponseMessage first = await SendAsync("GET", "ui/app.js", null, ("Accept-Encoding", "br"));
        EntityTagHeaderValue tag = first.Headers.ETag!;
        using HttpResponseMessage plain = await SendAsync("GET", "ui/app.js", null);
        plain.Headers.ETag.ShouldNotBe(tag, "a strong tag is one of an encoding");

        using HttpResponseMessage again = await SendAsync("GET", "ui/app.js", null, ("Accept-Encoding", "br"), ("If-None-Match", $"\"other\", W/{tag}"));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(tag);
    }

    [Fact]
    public async Task Head_has_the_headers_and_no_body()
    {
        using HttpResponseMessage response = await SendAsync("HEAD", "ui/app.js", null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(1000);
        (await response.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ui/nothing.js")]
    [InlineData("ui/")]
    [InlineData("ui/../appsettings.json")]
    [InlineData("ui/%2e%2e/%2e%2e/etc/passwd")]
    public async Task What_is_no_file_of_the_page_is_not_there(string path)
    {
        using HttpResponseMessage response = await SendAsync("GET", path, null);

        response.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("GET", "", "navigate", "document", 200)]
    [InlineData("GET", "", "navigate", "iframe", 403)]
    [InlineData("GET", "", "no-cors", "image", 403)]
    [InlineData("GET", "ui/app.js", "no-cors", "script", 403)]
    [InlineData("GET", "ui/app.js", "navigate", "document", 403)]
    [InlineData("GET", "api/version", "navigate", "document", 403)]
    public async Task Of_what_other_sites_make_a_browser_ask_only_a_link_to_the_page_passes(string method, string path, string mode, string destination, int status)
    {
        using HttpResponseMessage response = await SendAsync(
            method, path, "text/html", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", destination));

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Our_own_files_as_they_are_sent_are_no_more_than_150_KB()
    {
        string folder = Path.Join(Programs.Repository, "src", "Tollama.Daemon", "Page", "Files");
        long sum = 0;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            sum += (await _http.GetByteArrayAsync("ui/" + Path.GetFileName(file), Token)).Length;
        }

        sum.ShouldBeInRange(1, 150 * 1024);
    }

    [Fact]
    public async Task Scripts_come_without_their_comments_and_with_all_of_their_code()
    {
        string folder = Path.Join(Programs.Repository, "src", "Tollama.Daemon", "Page", "Files");
        string source = await File.ReadAllTextAsync(Path.Join(folder, "snippets.js"), Token);

        string sent = await _http.GetStringAsync("ui/snippets.js", Token);

        source.ShouldContain("// What the page did");
        sent.ShouldNotContain("What the page did");
        sent.ShouldNotContain("@param {Work} work");
        sent.ShouldContain("answer.raise_for_status()");
        sent.Split('\n').ShouldBeSubsetOf(source.Split('\n'));
        source.Split('\n').Where(line => line.Contains('{', StringComparison.Ordinal) && line.Trim()[0] is not ('*' or '/')).ShouldBeSubsetOf(sent.Split('\n'));
    }

    [Fact]
    public async Task The_routes_are_told_in_json()
    {
        using JsonDocument routes = JsonDocument.Parse(await _http.GetByteArrayAsync("ui/routes.json", Token));

        JsonElement forecast = routes.RootElement.EnumerateArray().Single(route => route.GetProperty("path").GetString() == "/v1/forecast");
        forecast.GetProperty("method").GetString().ShouldBe("POST");
        forecast.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
        forecast.GetProperty("body").GetString()!.ShouldContain("\"series\"");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? accept, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, Token);
    }

    private static byte[] Unpack(byte[] bytes, string? encoding)
    {
        using MemoryStream source = new(bytes);
        using Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using MemoryStream target = new();
        unpacked.CopyTo(target);
        return target.ToArray();
    }
}
