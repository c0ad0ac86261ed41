using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class ListingTests : CliFixture
{
    private const string Tags =
        """
        {"models":[
          {"name":"theta","model":"theta","modified_at":"2026-02-08T12:00:00Z","size":0,"digest":"0123456789abcdef0123","details":{"format":"builtin","family":"stats"},"origin":{"how":"pulled","endpoint":"https://hub.example"}},
          {"name":"chronos-2:small","model":"chronos-2:small","modified_at":"2026-03-01T11:56:00Z","size":4700000000,"digest":"fedcba9876543210aaaa","details":{"format":"safetensors","family":"chronos"},"origin":{"how":"copied","model":"a","of":{"how":"imported"}}}
        ]}
        """;

    private const string Running =
        """
        {"models":[
          {"name":"a","model":"a","size":120000000,"digest":"aaaaaaaaaaaaaaaa","details":{"format":"builtin","family":"stats"},"expires_at":"2026-03-01T12:04:10Z","context_length":2048,"state":"ready"},
          {"name":"b","model":"b","size":1,"digest":"bb","details":{"format":"builtin","family":"stats"},"expires_at":null,"pinned":true,"context_length":0,"state":"ready"},
          {"name":"c","model":"c","size":100,"size_vram":52,"digest":"cc","details":{"format":"builtin","family":"stats"},"expires_at":null,"state":"stopping"},
          {"name":"d","model":"d","size":1,"size_vram":1,"digest":"dd","details":{"format":"builtin","family":"stats"},"expires_at":null,"state":"busy"}
        ]}
        """;

    [Theory]
    [InlineData("list")]
    [InlineData("ls")]
    public async Task List_is_a_table_without_borders_also_on_a_pipe(string verb)
    {
        Daemon.OnJson("GET /api/tags", Tags);

        (await RunAsync(verb)).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            NAME               ID              SIZE      MODIFIED         ORIGIN
            theta              0123456789ab    0 B       3 weeks ago      pulled
            chronos-2:small    fedcba987654    4.7 GB    4 minutes ago    copied (imported)

            """);
        Terminal.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("name", "chronos-2:small theta")]
    [InlineData("size", "chronos-2:small theta")]
    [InlineData("modified", "theta chronos-2:small")]
    public async Task List_sorts(string order, string names)
    {
        Daemon.OnJson("GET /api/tags", Tags);

        await RunAsync("list", "--sort", order, "--json");

        using JsonDocument json = JsonDocument.Parse(Terminal.Output);
        string.Join(' ', json.RootElement.EnumerateArray().Select(model => model.GetProperty("name").GetString())).ShouldBe(names);
    }

    [Fact]
    public async Task List_filters_by_prefix_in_any_case()
    {
        Daemon.OnJson("GET /api/tags", Tags);

        await RunAsync("list", "CHRON");

        Terminal.Output.ShouldContain("chronos-2:small");
        Terminal.Output.ShouldNotContain("theta");
    }

    [Theory]
    [InlineData("list", "GET /api/tags")]
    [InlineData("ps", "GET /api/ps")]
    public async Task An_empty_listing_is_a_header_and_an_empty_array(string verb, string route)
    {
        Daemon.OnJson(route, """{"models":[]}""");

        (await RunAsync(verb)).ShouldBe(0);
        Terminal.Output.ShouldStartWith("NAME    ID    SIZE");
        Terminal.Output.Count(character => character == '\n').ShouldBe(1);

        Terminal = new TestTerminal();
        (await RunAsync(verb, "--json")).ShouldBe(0);
        Terminal.Output.ShouldBe("[]\n");
    }

    [Fact]
    public async Task Available_models_show_family_and_licence()
    {
        Daemon.OnJson(
            "GET /v1/models",
            """
            {"object":"list","data":[],"installed":[],"available":[
              {"name":"auto","family":"stats","installed":true,"license":{"type":"MIT"},"description":"Chooses a method"},
              {"name":"moirai","family":"moirai","installed":false,"size":365000000,"license":{"type":"CC-BY-NC-4.0","needs_acceptance":true}}
            ]}
            """);

        (await RunAsync("list", "--available")).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            NAME      FAMILY    SIZE      LICENSE         INSTALLED    DESCRIPTION
            auto      stats     -         MIT             yes          Chooses a method
            moirai    moirai    365 MB    CC-BY-NC-4.0    no

            """);
    }

    [Fact]
    public async Task Ps_says_until_when_and_on_what()
    {
        Daemon.OnJson("GET /api/ps", Running);

        (await RunAsync("ps")).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            NAME    ID              SIZE      PROCESSOR          CONTEXT    UNTIL
            a       aaaaaaaaaaaa    120 MB    100% CPU           2048       4 minutes from now
            b       bb              1 B       100% CPU           all        Forever
            c       cc              100 B     48%/52% CPU/GPU    all        Stopping...
            d       dd              1 B       100% GPU           all        In use

            """);
    }

    [Fact]
    public async Task Json_of_a_listing_has_the_elements_of_the_api()
    {
        Daemon.OnJson("GET /api/ps", Running);

        await RunAsync("ps", "--json");

        using JsonDocument json = JsonDocument.Parse(Terminal.Output);
        json.RootElement[0].GetProperty("context_length").GetInt32().ShouldBe(2048);
        json.RootElement.GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Show_prints_blocks()
    {
        Daemon.OnJson("POST /api/show", Show);

        (await RunAsync("show", "theta")).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
              Model
                name               chronos
                family             chronos
                format             safetensors
                parameters         8.7M
                context length     2048
                max horizon        64
                quantile levels    0.1, 0.9
                size               35 MB
                source             amazon/chronos 0123abc
                origin             a copy of plants, which was imported from an archive
                archive says       acme/plants 4567, MIT (not checked)

              Capabilities
                forecast
                quantiles

              Parameters
                season_length    12

              Options
                NAME             DEFAULT         VALUES                  DESCRIPTION
                season_length    12              1 or more, or a list    Values in a season.
                box_cox          false           true, false, -1 to 2    Power transformation.
                alpha            0.1             0 to 1                  The parameter.
                criterion        aicc            aicc, bic               The criterion.
                order            [1, 1, 1]       0 or more, or a list    The orders.
                robust           if it is odd    true, false             Replace outliers.
                model            ZZZ             text                    Letters.
                capacity         -               up to 5                 No default.

              License
                Apache-2.0


            """);
    }

    [Theory]
    [InlineData("--license", "Apache-2.0\n")]
    [InlineData("--modelfile", "FROM chronos\n")]
    [InlineData("--parameters", "season_length   12\n")]
    public async Task Show_prints_one_part(string option, string text)
    {
        Daemon.OnJson("POST /api/show", Show);

        await RunAsync("show", "theta", option);

        Terminal.Output.ShouldBe(text);
    }

    [Fact]
    public async Task Show_takes_one_part_at_a_time()
    {
        (await RunAsync("show", "theta", "--license", "--json")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("only one of");
        Daemon.Requests.ShouldBeEmpty();
    }

    private const string Show =
        """
        {"name":"chronos","model":"chronos","family":"chronos","license":"Apache-2.0\n","license_info":{"type":"Apache-2.0"},"modelfile":"FROM chronos\n",
        "parameters":"season_length   12\n","details":{"format":"safetensors","family":"chronos","parameter_size":"8.7M","context_length":2048},
        "model_info":{"general.architecture":"t5","chronos.context_length":2048,"chronos.max_horizon":64,"chronos.quantile_levels":[0.1,0.9]},
        "capabilities":["forecast","quantiles"],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":35000000,
        "source":{"type":"huggingface","repo_id":"amazon/chronos","revision":"0123abc"},
        "origin":{"how":"copied","model":"plants","of":{"how":"imported","claims":{"source":{"type":"huggingface","repo_id":"acme/plants","revision":"4567"},"license":"MIT"}}},
        "options":[{"name":"season_length","kind":"integers","default":12,"lowest":1,"description":"Values in a season."},
        {"name":"box_cox","kind":"number_or_automatic","default":false,"lowest":-1,"highest":2,"description":"Power transformation."},
        {"name":"alpha","kind":"number","default":0.1,"lowest":0,"highest":1,"description":"The parameter."},
        {"name":"criterion","kind":"choice","default":"aicc","choices":["aicc","bic"],"description":"The criterion."},
        {"name":"order","kind":"integers","default":[1,1,1],"lowest":0,"description":"The orders."},
        {"name":"robust","kind":"boolean","default":"if it is odd","description":"Replace outliers."},
        {"name":"model","kind":"text","default":"ZZZ","description":"Letters."},
        {"name":"capacity","kind":"number","highest":5,"description":"No default."}]}
        """;

    [Fact]
    public async Task Requests_are_listed_with_who_asks_and_how_far_they_are()
    {
        Daemon.OnJson("GET /api/requests", """
            {"requests":[
              {"id":"r7","operation":"forecast","model":"auto","client":"127.0.0.1:51234","age_ms":4213,"state":"running","progress":{"completed":120,"total":2000}},
              {"id":"r8","operation":"validate","client":"127.0.0.1:51235","age_ms":12,"state":"reading"}
            ]}
            """);

        (await RunAsync("requests")).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            ID    OPERATION    MODEL    CLIENT             AGE     STATE      PROGRESS
            r7    forecast     auto     127.0.0.1:51234    4.2s    running    120 of 2000
            r8    validate              127.0.0.1:51235    0.0s    reading

            """);
    }

    [Fact]
    public async Task A_request_is_stopped_by_its_id()
    {
        Daemon.OnJson("DELETE /api/requests/r7", """{"requests":[]}""");

        (await RunAsync("requests", "--cancel", "r7")).ShouldBe(0);

        Terminal.Output.ShouldBe("stopped request 'r7'\n");
    }
}
