using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class StoreTests : CliFixture
{
    private const string Outdated =
        """
        {"models":[
          {"model":"chronos-bolt:tiny","repo_id":"o/a","reference":"main","installed":"0123456789abcdef","available":"fedcba9876543210","outdated":true},
          {"model":"b","repo_id":"o/b","reference":"main","installed":"1111111111111111","available":"1111111111111111","outdated":false},
          {"model":"c","repo_id":"o/c","reference":"v1","installed":"2222222222222222","outdated":false,"error":"the hub answered 401"}
        ]}
        """;

    private const string Pruned =
        """
        {"dry_run":false,"removed":[{"kind":"blob","file":"sha256-01","size":1500},{"kind":"partial","file":"sha256-02.partial","size":20}],"freed_bytes":1520,"kept":2}
        """;

    [Fact]
    public async Task Outdated_is_a_table_and_exit_code_0_whatever_it_says()
    {
        Daemon.OnJson("GET /api/outdated", Outdated);

        (await RunAsync("outdated")).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            NAME                 INSTALLED       AVAILABLE       STATE
            chronos-bolt:tiny    0123456789ab    fedcba987654    outdated
            b                    111111111111    111111111111    up to date
            c                    222222222222    -               unknown: the hub answered 401

            """);
        Terminal.Errors.ShouldBe("'tollama pull --all' pulls what is outdated\n");
    }

    [Fact]
    public async Task Outdated_as_json_is_an_array()
    {
        Daemon.OnJson("GET /api/outdated", Outdated);

        (await RunAsync("outdated", "--json")).ShouldBe(0);

        JsonDocument.Parse(Terminal.Output).RootElement[2].GetProperty("error").GetString().ShouldBe("the hub answered 401");
        Terminal.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outdated_offline_is_the_daemons_error()
    {
        Daemon.OnJson("GET /api/outdated", """{"error":"TOLLAMA_OFFLINE is set","code":"OFFLINE","hint":"unset it"}""", 503);

        (await RunAsync("outdated")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldBe("Error: TOLLAMA_OFFLINE is set\nHint: unset it\n");
    }

    [Fact]
    public async Task Prune_lists_what_was_freed()
    {
        Daemon.OnJson("POST /api/prune", Pruned);

        (await RunAsync("prune", "--grace", "0")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("""{"grace":"0"}""");
        Terminal.Output.ShouldBe(
            """
            KIND       FILE                 SIZE
            blob       sha256-01            1.5 KB
            partial    sha256-02.partial    20 B

            """);
        Terminal.Errors.ShouldBe("freed 1.5 KB in 2 files; 2 unneeded kept, because they are young or in use (see --grace)\n");
    }

    [Fact]
    public async Task A_dry_prune_only_tells()
    {
        Daemon.OnJson("POST /api/prune", """{"dry_run":true,"removed":[{"kind":"blob","file":"sha256-01","size":1500}],"freed_bytes":1500,"kept":0}""");

        (await RunAsync("prune", "--dry-run")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("""{"dry_run":true}""");
        Terminal.Errors.ShouldBe("would free 1.5 KB in 1 file; run it without --dry-run to do so\n");
    }

    [Fact]
    public async Task Prune_as_json_is_the_daemons_answer()
    {
        Daemon.OnJson("POST /api/prune", """{"dry_run":false,"removed":[],"freed_bytes":0,"kept":0}""");

        (await RunAsync("prune", "--json")).ShouldBe(0);

        JsonDocument.Parse(Terminal.Output).RootElement.GetProperty("freed_bytes").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_healthy_store_is_one_more_check()
    {
        Ready();
        Daemon.OnLines(
            "POST /api/verify",
            """{"status":"verifying a","total":100}""",
            """{"status":"verifying b","total":100,"completed":50}""",
            """{"status":"success","models":2,"blobs":1,"done":true}""");

        (await RunAsync("doctor", "--verify")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("{}");
        Terminal.Output.ShouldMatch("files +ok +2 models, 1 file: every byte is as it should be");
        Terminal.Errors.ShouldBe("verifying files (100 B)\nsuccess\n");
    }

    [Fact]
    public async Task Damage_is_exit_code_1_and_each_fault_is_printed()
    {
        Ready();
        Daemon.OnLines("POST /api/verify", """{"status":"damaged","faults":["blob sha256-01 of 'a' is missing","blob sha256-02 of 'a' is 3 bytes short"],"models":1,"blobs":2,"done":true}""");

        (await RunAsync("doctor", "--verify", "a")).ShouldBe(ExitCodes.Failure);

        Daemon.Requests[^1].Body.ShouldBe("""{"model":"a"}""");
        Terminal.Output.ShouldMatch("files +failed +1 model, 2 files: 2 faults\n +-> each fault below says how to repair it");
        Terminal.Output.ShouldContain("FAULT\nblob sha256-01 of 'a' is missing\nblob sha256-02 of 'a' is 3 bytes short\n\n");

        Terminal = new TestTerminal();
        (await RunAsync("doctor", "--verify", "a", "--json")).ShouldBe(ExitCodes.Failure);
        JsonDocument.Parse(Terminal.Output).RootElement.GetProperty("faults").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_check_that_fails_is_a_failed_check()
    {
        Ready();
        Daemon.OnLines("POST /api/verify", """{"status":"verifying a","total":100}""", """{"error":"the store cannot be read","code":"STORE_UNAVAILABLE","hint":"look at its owner"}""");

        (await RunAsync("doctor", "--verify")).ShouldBe(ExitCodes.Failure);

        Terminal.Output.ShouldMatch("files +failed +not verified: the store cannot be read\n +-> look at its owner");
    }

    [Fact]
    public async Task Show_verbose_ends_with_the_tensors()
    {
        Daemon.OnJson("POST /api/show", Show);

        (await RunAsync("show", "m", "--verbose")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("""{"model":"m","verbose":true}""");
        Terminal.Output.ShouldEndWith(
            """
              License
                MIT License
                Copyright (c) nobody

              Tensors
                NAME            TYPE    SHAPE
                encoder.0.wo    F32     [64, 128]
                scale           BF16    []


            """);
    }

    [Fact]
    public async Task Show_license_prints_the_whole_text()
    {
        Daemon.OnJson("POST /api/show", Show);

        (await RunAsync("show", "m", "--license")).ShouldBe(0);

        Terminal.Output.ShouldBe("MIT License\n\nCopyright (c) nobody\n\nPermission is hereby granted\n");
    }

    private const string Show =
        """
        {"name":"m","model":"m","family":"f","license":"MIT License\n\nCopyright (c) nobody\n\nPermission is hereby granted\n","license_info":{"type":"MIT"},"modelfile":"FROM m\n",
        "parameters":"","details":{"format":"safetensors","family":"f"},"model_info":{},"capabilities":["forecast"],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":6,
        "source":{"type":"huggingface","repo_id":"o/m","revision":"0123abc"},
        "tensors":[{"name":"encoder.0.wo","type":"F32","shape":[64,128]},{"name":"scale","type":"BF16","shape":[]}]}
        """;

    private void Ready() => Daemon.OnJson("GET /api/version", $$"""{"version":"{{ProductVersion.Current}}","name":"tollama"}""")
        .OnJson("GET /health/ready", """{"status":"ok","store":"ok","disk_free":5000000000,"queue":0,"runners":1}""");
}
