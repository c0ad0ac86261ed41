using Tollama.Cli.Commands;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Tests.Commands;

public sealed class CommandLineTests : CliFixture
{
    public static TheoryData<string> Verbs =>
    [
        "serve", "quickstart", "run", "backtest", "compare", "anomalies", "impute", "explain", "inspect", "pull", "outdated", "create", "import", "export", "list", "show", "ps",
        "requests", "load", "stop", "cp", "rm", "prune", "verify", "doctor", "info", "health", "version", "completion",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_help_ends_with_the_environment(string verb)
    {
        (await RunAsync(verb, "--help")).ShouldBe(0);

        string[] parts = Terminal.Output.Split("Environment Variables:\n");
        parts.Length.ShouldBe(2);
        parts[1].ShouldContain("TOLLAMA_");
        parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("  "));
    }

    [Fact]
    public void Every_explained_variable_exists()
    {
        IEnumerable<string> known = TollamaEnvironment.Variables.Select(variable => variable.Name);
        TollamaRootCommand root = new(new CliHost { Environment = new TollamaEnvironment(Variables), Terminal = Terminal, Serve = (_, _) => Task.FromResult(0) });

        root.Subcommands.OfType<VerbCommand>().SelectMany(verb => verb.Variables).Except(known).ShouldBeEmpty();
        root.Subcommands.Select(verb => verb.Name).ShouldBe(Verbs.Select(row => row.Data), ignoreOrder: true);
    }

    [Fact]
    public async Task Help_is_a_verb_and_what_no_arguments_print()
    {
        (await RunAsync()).ShouldBe(0);
        string alone = Terminal.Output;
        Terminal = new TestTerminal();
        (await RunAsync("help")).ShouldBe(0);

        Terminal.Output.ShouldBe(alone);
        alone.ShouldContain("serve");
        alone.ShouldContain("Environment Variables:");
    }

    [Theory]
    [InlineData("Help_of_the_program")]
    [InlineData("Help_of_quickstart", "quickstart")]
    [InlineData("Help_of_run", "run")]
    [InlineData("Help_of_backtest", "backtest")]
    [InlineData("Help_of_compare", "compare")]
    [InlineData("Help_of_anomalies", "anomalies")]
    [InlineData("Help_of_impute", "impute")]
    [InlineData("Help_of_explain", "explain")]
    [InlineData("Help_of_inspect", "inspect")]
    [InlineData("Help_of_info", "info")]
    [InlineData("Help_of_pull", "pull")]
    [InlineData("Help_of_create", "create")]
    [InlineData("Help_of_import", "import")]
    [InlineData("Help_of_export", "export")]
    [InlineData("Help_of_prune", "prune")]
    public async Task Help_is_as_it_was_read_and_accepted(string golden, params string[] verb)
    {
        await RunAsync([.. verb, "--help"]);

        // The help names the running program, which is that of the tests here; the variables below it have a table of their own.
        string help = Terminal.Output.Replace("Tollama.Cli.Tests", "tollama", StringComparison.Ordinal);
        GoldenFile.ShouldMatch(help.Split("Environment Variables:")[0], golden);
    }

    [Fact]
    public async Task Help_of_a_verb_can_be_asked_for_both_ways()
    {
        await RunAsync("help", "ps");
        string first = Terminal.Output;
        Terminal = new TestTerminal();
        await RunAsync("ps", "-h");

        Terminal.Output.ShouldBe(first);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("frobnicate", "--help")]
    [InlineData("help", "frobnicate")]
    [InlineData("run", "m", "f", "--progress=sometimes")]
    [InlineData("run", "m", "f", "--horizon", "-3")]
    [InlineData("run", "m", "f", "--level", "0")]
    [InlineData("rm")]
    [InlineData("show")]
    [InlineData("pull")]
    [InlineData("pull", "m", "--all")]
    [InlineData("pull", "--all", "--revision", "main")]
    [InlineData("create")]
    [InlineData("import")]
    [InlineData("export", "m")]
    [InlineData("prune", "--grace", "soon")]
    [InlineData("cp", "a")]
    [InlineData("list", "--sort", "colour")]
    [InlineData("serve", "--port", "70000")]
    [InlineData("serve", "--log-level", "loud")]
    [InlineData("load", "m", "--keepalive", "soon")]
    [InlineData("completion", "tcsh")]
    [InlineData("run", "m", "f", "--horizon", "0")]
    [InlineData("run", "m", "f", "--horizon", "two")]
    [InlineData("run", "m", "f", "--quantiles", "0.1", "--level", "80")]
    [InlineData("run", "m", "f", "--input", "g")]
    [InlineData("run", "m", "f", "--timeout", "later")]
    [InlineData("run", "m", "f", "--format", "xml")]
    [InlineData("ps", "--base-url", "ftp://somewhere")]
    [InlineData("ps", "--base-url", "localhost:99999")]
    public async Task A_wrong_command_line_exits_with_2_and_asks_nobody(params string[] args)
    {
        (await RunAsync(args)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldStartWith("Error: ");
        Terminal.Output.ShouldBeEmpty();
        Daemon.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("runn", "'runn' is no verb of tollama; did you mean 'run'?")]
    [InlineData("runn --help", "'runn' is no verb of tollama; did you mean 'run'?")]
    [InlineData("help lsit", "'lsit' is no verb of tollama; did you mean 'list'?")]
    [InlineData("frobnicate", "'frobnicate' is no verb of tollama")]
    [InlineData("run auto f --horizn 12", "'--horizn' is no option of 'tollama run'; did you mean '--horizon'?")]
    [InlineData("run auto --horizn=12", "'--horizn' is no option of 'tollama run'; did you mean '--horizon'?")]
    [InlineData("list --all", "'--all' is no option of 'tollama list'; did you mean '--available'?")]
    [InlineData("list --jsn", "'--jsn' is no option of 'tollama list'; did you mean '--json'?")]
    [InlineData("run auto f --sep x", "'--sep' is no option of 'tollama run'; did you mean '--delimiter'?")]
    [InlineData("run auto f --frequency D", "'--frequency' is no option of 'tollama run'; did you mean '--freq'?")]
    [InlineData("run auto f --date_col ds", "'--date_col' is no option of 'tollama run'; did you mean '--time'?")]
    [InlineData("run auto f --dups sum", "'--dups' is no option of 'tollama run'; did you mean '--duplicates'?")]
    [InlineData("runn auto f", "'runn' is no verb of tollama; did you mean 'run'?")]
    [InlineData("rm theta --forse", "'--forse' is no option of 'tollama rm'")]
    [InlineData("--helpp", "'--helpp' is no option of 'tollama'; did you mean '--help'?")]
    public async Task A_misspelled_word_is_named_with_the_nearest_right_one(string line, string sentence)
    {
        (await RunAsync(line.Split(' '))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.Split('\n')[0].ShouldBe("Error: " + sentence);
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_names_no_models_and_asks_nobody()
    {
        foreach (string[] args in new string[][] { ["help"], ["rm", "--help"], ["run", "--help"], ["show", "-h"] })
        {
            Terminal = new TestTerminal();
            Daemon.OnJson("GET /api/tags", """{"models":[{"name":"theta","model":"theta","modified_at":"","size":0,"digest":"","details":{"format":"","family":""}}]}""");

            (await RunAsync(args)).ShouldBe(0);

            Terminal.Output.ShouldNotContain("<theta>");
            Daemon.Requests.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Serve_hands_its_options_over_and_returns_the_daemons_code()
    {
        (await RunAsync("serve", "--host", "0.0.0.0", "--port", "0", "--log-level", "debug", "--insecure")).ShouldBe(42);
        (await RunAsync("start")).ShouldBe(42);

        Served.ShouldBe([new ServeOptions { Host = "0.0.0.0", Port = 0, LogLevel = "debug", Insecure = true }, new ServeOptions()]);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("ps")]
    [InlineData("show", "m")]
    [InlineData("rm", "m")]
    [InlineData("pull", "m")]
    public async Task No_daemon_is_exit_code_3_with_the_next_command_to_type(params string[] args)
    {
        string url = Url;
        await Daemon.DisposeAsync();

        (await RunAsync(args)).ShouldBe(ExitCodes.Unreachable);

        Terminal.Errors.ShouldBe($"Error: could not reach tollama at {url}: start it with 'tollama serve'\n");
    }

    [Fact]
    public async Task The_base_url_wins_over_the_environment()
    {
        Variables["TOLLAMA_HOST"] = "127.0.0.1:1";
        Daemon.OnJson("GET /api/ps", """{"models":[]}""");

        (await RunAsync("ps", "--base-url", Url)).ShouldBe(0);
        (await RunAsync("ps", "--host", Daemon.Address.Authority)).ShouldBe(0);
        (await RunAsync("ps")).ShouldBe(ExitCodes.Unreachable);
    }

    [Fact]
    public async Task The_key_of_the_environment_is_sent()
    {
        Variables["TOLLAMA_API_KEY"] = "secret";
        Daemon.OnJson("GET /api/ps", """{"models":[]}""");

        await RunAsync("ps");

        Daemon.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer secret");
    }

    [Fact]
    public async Task An_interrupted_command_exits_with_130()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource arrived = new();
        TaskCompletionSource left = new();
        Daemon.On("GET /api/ps", async (_, response) =>
        {
            response.HttpContext.RequestAborted.Register(left.SetResult);
            arrived.SetResult();
            await left.Task;
        });

        Task<int> running = RunAsync(source.Token, "ps");
        await arrived.Task.WaitAsync(Token);
        await source.CancelAsync();

        (await running).ShouldBe(ExitCodes.Interrupted);
        await left.Task.WaitAsync(Token);
        Terminal.Errors.ShouldBeEmpty();
    }
}
