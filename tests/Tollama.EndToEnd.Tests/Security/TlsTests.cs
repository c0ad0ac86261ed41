using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.Testing.Certificates;

namespace Tollama.EndToEnd.Tests.Security;

/// <summary>https by the daemon itself, with an authority that the test makes.</summary>
public sealed class TlsTests : DaemonTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-tls-");
    private readonly CertificateFiles _files;

    public TlsTests() => _files = new CertificateFiles(_folder.FullName);

    [Fact]
    public async Task A_forecast_comes_over_https_and_nothing_over_http()
    {
        DaemonProcess daemon = await StartAsync(variables: _files.Variables);
        daemon.Address.Scheme.ShouldBe("https");
        using TlsClient client = new(daemon.Address, _files);
        (await client.PostAsync("api/pull", """{"model":"mock","stream":false}""")).ShouldBe(200);
        (await client.PostAsync("api/forecast", Bodies.Whole("mock"))).ShouldBe(200);
        daemon.Log.ShouldNotContain("warn");

        using RawSocket plain = await RawSocket.ConnectAsync(daemon.Address);
        await plain.SayAsync("GET /api/version HTTP/1.1\r\nHost: localhost\r\n\r\n");
        (await plain.ReadUntilAsync("\n")).ShouldNotContain("200");
    }

    [Fact]
    public async Task A_renewal_is_served_without_a_restart_a_bad_one_is_not_and_open_connections_go_on()
    {
        DaemonProcess daemon = await StartAsync(variables: _files.Variables);
        using TlsClient open = new(daemon.Address, _files);
        (await open.GetAsync("api/version")).ShouldBe(200);
        string first = open.Seen.ShouldHaveSingleItem();

        string second = _files.Renew();
        await Deadlines.UntilAsync(async () => await ServedAsync(daemon) == second, "the new certificate is served");
        second.ShouldNotBe(first);

        CertificateFiles.Write(_files.Certificate, "no certificate");
        await Deadlines.UntilAsync(
            async () => await ServedAsync(daemon) == second && daemon.Log.Contains("the new certificate was not taken", StringComparison.Ordinal),
            "the bad one is told of");
        (await open.GetAsync("api/version")).ShouldBe(200);
        open.Seen.ShouldBe([first], "it is the same connection still");
    }

    [Fact]
    public async Task The_command_line_believes_an_authority_of_ones_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only OpenSSL takes SSL_CERT_FILE");
        DaemonProcess daemon = await StartAsync(variables: _files.Variables);
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["TOLLAMA_HOME"] = daemon.Home.Folder,
            ["TOLLAMA_HOST"] = $"https://localhost:{daemon.Address.Port}",
        };

        ProgramRun stranger = await ProgramRun.RunAsync(Programs.Cli, ["list"], variables);
        ProgramRun doctor = await ProgramRun.RunAsync(Programs.Cli, ["doctor"], variables);
        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, ["run", "naive", "--horizon", "1"], variables, "1\n2\n3\n");
        ProgramRun plain = await ProgramRun.RunAsync(
            Programs.Cli, ["list"], new Dictionary<string, string>(variables) { ["TOLLAMA_HOST"] = $"localhost:{daemon.Address.Port}" });
        variables["SSL_CERT_FILE"] = _files.Authority;
        ProgramRun known = await ProgramRun.RunAsync(Programs.Cli, ["list"], variables);

        known.ExitCode.ShouldBe(0, known.Errors);
        stranger.ExitCode.ShouldBe(3);
        stranger.Errors.ShouldContain("no secure connection to tollama at https://localhost");
        stranger.Errors.ShouldContain("SSL_CERT_FILE");
        doctor.Output.ShouldContain("no secure connection to tollama at https://localhost");
        run.ExitCode.ShouldBe(3);
        run.Errors.ShouldContain("no secure connection", customMessage: "it does not try to start another daemon");
        plain.ExitCode.ShouldBe(3);
        plain.Errors.ShouldContain("if it serves https, the address begins with https://");
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_files.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        DaemonProcess daemon = await StartAsync(variables: _files.Variables);
        daemon.Log.ShouldContain($"TOLLAMA_TLS_KEY='{_files.Key}' is open to other users (mode 0404)");
    }

    [Fact]
    public async Task What_cannot_be_served_with_is_told_at_start()
    {
        string missing = Path.Join(_folder.FullName, "nothing.pem");
        (string, string) certificate = ("TOLLAMA_TLS_CERT", _files.Certificate);
        (string, string) key = ("TOLLAMA_TLS_KEY", _files.Key);

        await ShouldNotStartAsync("TOLLAMA_TLS_KEY is not set", certificate);
        await ShouldNotStartAsync("TOLLAMA_TLS_CERT is not set", key);
        await ShouldNotStartAsync($"TOLLAMA_TLS_CERT='{missing}' cannot be read: there is no such file", ("TOLLAMA_TLS_CERT", missing), key);
        await ShouldNotStartAsync("TOLLAMA_HOST says https", ("TOLLAMA_HOST", "https://127.0.0.1:0"));
        string other = File.ReadAllText(_files.Key);
        _files.Renew();
        File.WriteAllText(_files.Key, other);
        await ShouldNotStartAsync($"TOLLAMA_TLS_KEY='{_files.Key}' is not the key of the first certificate", certificate, key);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<string> ServedAsync(DaemonProcess daemon)
    {
        using TlsClient client = new(daemon.Address, _files);
        (await client.GetAsync("api/version")).ShouldBe(200);
        return client.Seen.ShouldHaveSingleItem();
    }

    private static async Task ShouldNotStartAsync(string reason, params (string Name, string Value)[] variables)
    {
        using TestHome home = new();
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["TOLLAMA_HOME"] = home.Folder, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, ["serve"], environment);
        run.ExitCode.ShouldBe(2, run.Errors);
        run.Errors.ShouldContain(reason);
    }

    /// <summary>A client that trusts the test's authority only, and notes the certificate of each connection.</summary>
    private sealed class TlsClient : IDisposable
    {
        private readonly HttpClient _http;
        private readonly List<string> _seen = [];

        public TlsClient(Uri address, CertificateFiles files)
        {
            SocketsHttpHandler handler = new() { UseProxy = false };
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { files.AuthorityCertificate },
            };
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                _seen.Add(((X509Certificate2)certificate!).Thumbprint);
                return errors == SslPolicyErrors.None;
            };
            _http = new HttpClient(handler) { BaseAddress = address, Timeout = Deadlines.Request };
        }

        public IReadOnlyList<string> Seen => _seen;

        public async Task<int> GetAsync(string path)
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }

        public async Task<int> PostAsync(string path, string body)
        {
            using StringContent content = new(body);
            using HttpResponseMessage response = await _http.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
            return (int)response.StatusCode;
        }

        public void Dispose() => _http.Dispose();
    }
}
