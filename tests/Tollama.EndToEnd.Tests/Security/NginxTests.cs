using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.Testing.Certificates;

namespace Tollama.EndToEnd.Tests.Security;

/// <summary>A real nginx with the configuration that docs/behind-a-proxy.md shows.</summary>
public sealed partial class NginxTests : DaemonTest
{
    private const string Name = "models.example.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-nginx-");
    private readonly CertificateFiles _files;
    private readonly int _port = FreePort();
    private Process? _nginx;

    public NginxTests() => _files = new CertificateFiles(_folder.FullName);

    [Fact]
    public async Task The_documented_configuration_works()
    {
        string? program = Programs.OnPath("nginx");
        Assert.SkipWhen(program is null, "nginx is not installed");
        DaemonProcess daemon = await StartWithFakeAsync([], ("TOLLAMA_TRUSTED_PROXIES", "127.0.0.1"), ("TOLLAMA_ALLOWED_HOSTS", Name));
        using HttpClient http = Client();
        await StartNginxAsync(program, daemon.Address, http);
        Gate gate = new(daemon.Home);

        using StreamedAnswer answer = await StreamedAnswer.PostAsync(
            http, "api/forecast", gate.StreamBody, ("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-Host", "evil.example.com"));
        (await answer.NextAsync()).ShouldNotBeNull().ShouldContain("loading model");
        await Deadlines.UntilAsync(() => daemon.Home.CountInJournal("forecast") == 1, "the runner works on it");
        using RawClient raw = daemon.Connect();
        Reply list = await raw.GetAsync("api/requests");
        gate.Open();
        (await answer.LastAsync()).ShouldContain("\"done\":true");

        // The address that nginx saw, without a port: not that of the connection to the daemon, nor what the client wrote.
        list.Json.GetProperty("requests").EnumerateArray().ShouldHaveSingleItem().Text("client").ShouldBe("127.0.0.1");
        (await SizeAsync(http, "api/forecast", 65 << 20)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await SizeAsync(http, "api/blobs/sha256:" + new string('0', 64), 65 << 20))
            .ShouldBe(HttpStatusCode.BadRequest, "it came to the daemon, which counted its digest");
    }

    public override async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill();
            await _nginx.WaitForExitAsync(CancellationToken.None);
            _nginx.Dispose();
        }

        await base.DisposeAsync();
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> SizeAsync(HttpClient http, string path, int bytes)
    {
        using ByteArrayContent content = new(new byte[bytes]);
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private async Task StartNginxAsync(string program, Uri daemon, HttpClient http)
    {
        string page = await File.ReadAllTextAsync(Path.Join(Programs.Repository, "docs", "behind-a-proxy.md"), TestContext.Current.CancellationToken);
        string server = Block().Match(page).Groups["text"].Value
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)} ssl;", StringComparison.Ordinal)
            .Replace("/etc/ssl/models/fullchain.pem", _files.Certificate, StringComparison.Ordinal)
            .Replace("/etc/ssl/models/privkey.pem", _files.Key, StringComparison.Ordinal)
            .Replace("127.0.0.1:11434", daemon.Authority, StringComparison.Ordinal);
        string paths = string.Concat(
            ((string[])["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]).Select(kind => $"{kind}_temp_path {Path.Join(_folder.FullName, kind)};\n"));
        string file = Path.Join(_folder.FullName, "nginx.conf");
        string main = $"daemon off; master_process off; pid {Path.Join(_folder.FullName, "pid")};\nevents {{}}\nhttp {{\naccess_log off;\n{paths}{server}\n}}\n";
        await File.WriteAllTextAsync(file, main, TestContext.Current.CancellationToken);
        _nginx = Process.Start(new ProcessStartInfo(program, ["-c", file, "-p", _folder.FullName, "-e", Path.Join(_folder.FullName, "error.log")]))!;
        await Deadlines.UntilAsync(() => AnswersAsync(http), "nginx answers");
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        _nginx!.HasExited.ShouldBeFalse(File.Exists(Path.Join(_folder.FullName, "error.log")) ? File.ReadAllText(Path.Join(_folder.FullName, "error.log")) : "");
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri("health/live", UriKind.Relative), TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private HttpClient Client()
    {
        SocketsHttpHandler handler = new() { UseProxy = false, Expect100ContinueTimeout = Deadlines.Request };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { _files.AuthorityCertificate },
        };
        HttpClient http = new(handler) { BaseAddress = new Uri($"https://127.0.0.1:{_port}/"), Timeout = Deadlines.Request };
        http.DefaultRequestHeaders.Host = Name;
        return http;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("^```nginx\\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Block();
}
