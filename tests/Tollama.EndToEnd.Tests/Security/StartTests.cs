using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.Testing.Http;

namespace Tollama.EndToEnd.Tests.Security;

public sealed class StartTests : DaemonTest
{
    [Fact]
    public async Task A_daemon_that_others_could_reach_does_not_start_without_keys()
    {
        ProgramRun run = await ServeAsync("0.0.0.0:0");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("can be reached from other machines");
        run.Errors.ShouldContain("TOLLAMA_API_KEYS");
        run.Errors.ShouldContain("--insecure");
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1:0", ",", "has no key in it")]
    [InlineData("127.0.0.1:0", " , ,", "has no key in it")]
    public async Task Keys_that_are_none_are_told_at_start(string host, string keys, string expected)
    {
        ProgramRun run = await ServeAsync(host, ("TOLLAMA_API_KEYS", keys));

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain(expected);
    }

    [Theory]
    [InlineData("TOLLAMA_OFFLINE", "maybe", "TOLLAMA_OFFLINE='maybe' is neither true nor false")]
    [InlineData("TOLLAMA_INSECURE", "perhaps", "TOLLAMA_INSECURE='perhaps' is neither true nor false")]
    [InlineData("TOLLAMA_ORIGINS", "app.example.com", "TOLLAMA_ORIGINS has 'app.example.com', which is no origin")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", "*", "TOLLAMA_ALLOWED_HOSTS has '*', which is no name of a host")]
    [InlineData("TOLLAMA_HOST", "23456", "TOLLAMA_HOST is the number 23456, which is no host")]
    public async Task A_setting_that_safety_depends_on_and_that_cannot_be_read_ends_it(string name, string value, string sentence)
    {
        ProgramRun run = await ServeAsync("127.0.0.1:0", (name, value));

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain(sentence);
        run.Errors.ShouldContain("Hint: ");
    }

    [Fact]
    public async Task A_setting_of_runners_that_cannot_be_read_is_told_and_its_default_holds()
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_NUM_THREADS", "many"), ("TOLLAMA_KERNEL", "foo"));
        using RawClient raw = daemon.Connect();

        daemon.Log.ShouldContain("TOLLAMA_NUM_THREADS='many' is not a whole number");
        daemon.Log.ShouldContain("TOLLAMA_KERNEL='foo' is not avx512, avx2, neon, scalar");
        (await raw.PostAsync("api/pull", """{"model":"naive","stream":false}""")).Status.ShouldBe(200);
        (await raw.PostAsync("v1/forecast", Bodies.Forecast("naive"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_does_not_start_a_daemon_that_it_could_not_find_again()
    {
        using TestHome home = new();
        Dictionary<string, string> anyPort = new() { ["TOLLAMA_HOST"] = "127.0.0.1:0", ["TOLLAMA_HOME"] = home.Folder };

        ProgramRun run = await ProgramRun.RunAsync(Programs.Cli, ["run", "naive", "-n", "2"], anyPort, "ds,y\n2024-01-01,1\n2024-01-02,2\n");

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("TOLLAMA_HOST has the port 0, at which nothing can be asked");
        Directory.EnumerateFileSystemEntries(home.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_key_on_loopback_is_warned_of()
    {
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_API_KEYS", "sesame"));

        daemon.Log.ShouldContain("has 6 characters, fewer than 16");
        daemon.Log.ShouldNotContain("sesame");
    }

    [Theory]
    [InlineData("TOLLAMA_API_KEYS", "a-long-enough-key")]
    [InlineData("TOLLAMA_INSECURE", "1")]
    public async Task With_keys_or_on_demand_it_does(string name, string value)
    {
        DaemonProcess daemon = await StartAsync(null, ("TOLLAMA_HOST", "0.0.0.0:0"), (name, value));

        daemon.HasExited.ShouldBeFalse();
        daemon.Log.ShouldNotContain("a-long-enough-key");
    }

    [Fact]
    public async Task A_port_held_by_tollama_is_said_to_be()
    {
        DaemonProcess daemon = await StartAsync();

        ProgramRun run = await ServeAsync($"127.0.0.1:{daemon.Address.Port}");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain($"port {daemon.Address.Port} is used by a tollama daemon already");
        run.Errors.ShouldContain($"tollama serve --port {daemon.Address.Port + 1}");
        run.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, "one sentence says it, without a stack of the web server");
    }

    [Fact]
    public async Task A_port_held_by_ollama_is_said_to_be()
    {
        await using StubDaemon ollama = await StubDaemon.StartAsync(TestContext.Current.CancellationToken);
        ollama.OnJson("GET /", "Ollama is running").OnJson("GET /api/version", """{"version":"0.12.0"}""");

        ProgramRun run = await ServeAsync($"127.0.0.1:{ollama.Address.Port}");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain($"port {ollama.Address.Port} is used by Ollama");
    }

    [Fact]
    public async Task A_port_held_by_somebody_else_is_said_to_be()
    {
        using System.Net.Sockets.TcpListener mute = new(System.Net.IPAddress.Loopback, 0);
        mute.Start();
        int port = ((System.Net.IPEndPoint)mute.LocalEndpoint).Port;

        ProgramRun run = await ServeAsync($"127.0.0.1:{port}");

        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain($"port {port} is used by another program");
    }

    [Fact]
    public async Task Without_a_home_it_does_not_start_and_makes_no_folder_where_it_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the user's folder elsewhere");
        using TestHome here = new();

        ProgramRun run = await ProgramRun.RunAsync(
            Programs.Cli,
            ["serve"],
            new Dictionary<string, string> { ["HOME"] = "/nonexistent", ["TOLLAMA_HOME"] = "", ["TOLLAMA_MODELS"] = "", ["TOLLAMA_HOST"] = "127.0.0.1:0" },
            folder: here.Folder);

        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("HOME is '/nonexistent', which is not an absolute path of a folder");
        run.Errors.ShouldContain("set TOLLAMA_HOME to an absolute path");
        Directory.EnumerateFileSystemEntries(here.Folder).ShouldBeEmpty();
    }

    private static async Task<ProgramRun> ServeAsync(string host, params (string Name, string Value)[] variables)
    {
        using TestHome home = new();
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["TOLLAMA_HOME"] = home.Folder, ["TOLLAMA_HOST"] = host };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        return await ProgramRun.RunAsync(Programs.Cli, ["serve"], environment);
    }
}
