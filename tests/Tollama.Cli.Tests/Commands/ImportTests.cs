using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class ImportTests : CliFixture
{
    private const string Success = """{"status":"success","model":"mine","done":true}""";

    [Fact]
    public async Task A_folder_is_uploaded_file_by_file_and_then_created()
    {
        string folder = ModelFolder("Bolt", "config.json", "model.safetensors", "pytorch_model.bin");
        Daemon.OnJson("POST /api/blobs/" + Digest("config.json"), "", 201)
            .OnJson("HEAD /api/blobs/" + Digest("model.safetensors"), "")
            .OnLines("POST /api/create", $$"""{"status":"using existing layer {{Digest("config.json")}}"}""", """{"status":"writing manifest"}""", Success);

        (await RunAsync("import", folder, "mine")).ShouldBe(0);

        // The weights were there already; the pickle is never sent.
        Daemon.Requests.Where(request => request.Path.StartsWith("/api/blobs/", StringComparison.Ordinal)).Select(request => request.Method + " " + request.Body)
            .ShouldBe(["HEAD ", "POST config.json", "HEAD "]);
        JsonElement created = Created();
        created.GetProperty("model").GetString().ShouldBe("mine");
        created.GetProperty("files").EnumerateObject().ToDictionary(file => file.Name, file => file.Value.GetString())
            .ShouldBe(new Dictionary<string, string?> { ["config.json"] = Digest("config.json"), ["model.safetensors"] = Digest("model.safetensors") });
        Terminal.Output.ShouldBe("imported 'mine'\n");
        Terminal.Errors.ShouldStartWith("left out: pytorch_model.bin (a pickle: reading one runs the code in it)\nreading config.json (11 B)\n");
        Terminal.Errors.ShouldContain($"uploading {Digest("config.json")[7..19]}");
    }

    [Fact]
    public async Task Json_is_a_line_a_step()
    {
        string folder = ModelFolder("Bolt", "config.json", "model.safetensors");
        Daemon.OnJson("HEAD /api/blobs/" + Digest("config.json"), "").OnJson("HEAD /api/blobs/" + Digest("model.safetensors"), "").OnLines("POST /api/create", Success);

        (await RunAsync("import", folder, "mine", "--json")).ShouldBe(0);

        string[] statuses = [.. Terminal.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("status").GetString()!)];
        statuses.Distinct().ShouldBe(["reading config.json", "reading model.safetensors", "success"]);
    }

    [Fact]
    public async Task A_digest_that_the_daemon_refuses_fails_the_import()
    {
        string folder = ModelFolder("Bolt", "config.json", "model.safetensors");
        Daemon.OnJson("POST /api/blobs/" + Digest("config.json"), """{"error":"the body has another sha256","code":"INVALID_REQUEST","hint":"send it again"}""", 400);

        (await RunAsync("import", folder, "mine")).ShouldBe(ExitCodes.Failure);

        Terminal.Output.ShouldBeEmpty();
        Terminal.Errors.ShouldEndWith("Error: the body has another sha256\nHint: send it again\n");
        Daemon.Requests.ShouldNotContain(request => request.Path == "/api/create");
    }

    [Fact]
    public async Task A_folder_needs_a_name_and_the_error_has_one()
    {
        string folder = ModelFolder("Bolt-Tiny", "config.json", "model.safetensors");

        (await RunAsync("import", folder)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldEndWith($"Hint: tollama import {folder} bolt-tiny\n");
    }

    [Fact]
    public async Task A_folder_of_pickles_is_refused_before_anything_is_sent()
    {
        string folder = ModelFolder("Old", "config.json", "pytorch_model.bin");

        (await RunAsync("import", folder, "mine")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("has its weights only as pickle (pytorch_model.bin)");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        (await RunAsync("import", Path.Combine(Folder, "nowhere.tar"))).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("there is no file or folder");
        Terminal.Errors.ShouldContain("Hint: name a tar that 'tollama export' wrote");
    }

    [Fact]
    public async Task A_tar_is_sent_as_it_is_and_names_its_model_itself()
    {
        Daemon.OnLines("POST /api/import", """{"status":"importing 0123456789ab","digest":"sha256:0123456789ab","total":7,"completed":7}""", Success);

        (await RunAsync("import", WriteFile("model.tar", "the tar"))).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("the tar");
        Daemon.Requests[^1].Query.ShouldBeEmpty();
        Daemon.Requests[^1].Headers["Content-Type"].ShouldBe("application/x-tar");
        Terminal.Output.ShouldBe("imported 'mine'\n");
        Terminal.Errors.ShouldBe("sending model.tar (7 B)\nimporting 0123456789ab (7 B, here already)\nsuccess\n");
    }

    [Fact]
    public async Task A_tar_on_standard_input_can_get_another_name()
    {
        Terminal = new TestTerminal { Input = "the tar" };
        Daemon.OnLines("POST /api/import", """{"status":"success","done":true}""");

        (await RunAsync("import", "-", "other:tag")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("the tar");
        Daemon.Requests[^1].Query["model"].ShouldBe("other:tag");
        Terminal.Output.ShouldBe("imported 'other:tag'\n");
    }

    [Fact]
    public async Task A_person_who_types_has_no_tar()
    {
        Terminal = new TestTerminal { IsInputTerminal = true };

        (await RunAsync("import", "-")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("standard input is a terminal");
    }

    [Fact]
    public async Task A_damaged_tar_is_the_daemons_error_also_in_the_middle()
    {
        Daemon.OnLines("POST /api/import", """{"status":"importing 0123456789ab"}""", """{"error":"blob 0123 is not what its name says","code":"DOWNLOAD_CORRUPT","hint":"copy the tar again"}""");

        (await RunAsync("import", WriteFile("model.tar", "the tar"))).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldEndWith("Error: blob 0123 is not what its name says\nHint: copy the tar again\n");
    }

    [Fact]
    public async Task Pull_of_a_folder_imports_it_under_the_folders_name()
    {
        string folder = ModelFolder("Bolt-Tiny", "config.json", "model.safetensors");
        Daemon.OnJson("HEAD /api/blobs/" + Digest("config.json"), "").OnJson("HEAD /api/blobs/" + Digest("model.safetensors"), "").OnLines("POST /api/create", Success);

        (await RunAsync("pull", folder)).ShouldBe(0);

        Created().GetProperty("model").GetString().ShouldBe("bolt-tiny");
        Terminal.Output.ShouldBe("imported 'bolt-tiny'\n");
    }

    [Fact]
    public async Task Pull_of_a_path_that_is_not_there_asks_no_hub()
    {
        (await RunAsync("pull", "./no-such-folder-here")).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain("there is no file or folder './no-such-folder-here'");
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_sends_a_modelfile_as_it_is()
    {
        const string text = "FROM theta\nPARAMETER season_length 12\n";
        Daemon.OnLines("POST /api/create", """{"status":"writing manifest"}""", Success);

        (await RunAsync("create", "mine", "-f", WriteFile("Modelfile", text))).ShouldBe(0);

        Created().GetProperty("modelfile").GetString().ShouldBe(text);
        Created().TryGetProperty("files", out _).ShouldBeFalse();
        Terminal.Output.ShouldBe("created 'mine'\n");
        Terminal.Errors.ShouldBe("writing manifest\nsuccess\n");
    }

    [Theory]
    [InlineData("./weights")]
    [InlineData("weights")]
    [InlineData("weights/model.safetensors")]
    public async Task Create_uploads_a_folder_beside_the_modelfile(string from)
    {
        ModelFolder("weights", "config.json", "model.safetensors");
        Daemon.OnJson("GET /v1/models", """{"object":"list","data":[],"available":[],"installed":[]}""")
            .OnJson("HEAD /api/blobs/" + Digest("config.json"), "").OnJson("HEAD /api/blobs/" + Digest("model.safetensors"), "").OnLines("POST /api/create", Success);

        (await RunAsync("create", "mine", "-f", WriteFile("Modelfile", $"FROM {from}\nPARAMETER horizon 12\n"))).ShouldBe(0);

        Created().GetProperty("files").EnumerateObject().Count().ShouldBe(2);
        Created().GetProperty("modelfile").GetString()!.ShouldContain("PARAMETER horizon 12");
    }

    [Fact]
    public async Task A_model_wins_over_a_folder_of_its_name()
    {
        ModelFolder("weights", "config.json", "model.safetensors");
        Daemon.OnJson("GET /v1/models", """{"object":"list","data":[],"available":[{"name":"weights:tiny","family":"x","installed":false,"license":{"type":"MIT"}}],"installed":[]}""")
            .OnLines("POST /api/create", Success);

        (await RunAsync("create", "mine", "-f", WriteFile("Modelfile", "FROM weights"))).ShouldBe(0);

        Created().TryGetProperty("files", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "there is no Modelfile")]
    [InlineData("PARAMETER horizon 3", "has no FROM")]
    [InlineData("FROM ./nowhere", "there is no file or folder")]
    [InlineData("FROM ./Modelfile", "is not a safetensors file")]
    public async Task A_modelfile_that_cannot_be_followed_is_an_error_with_a_hint(string? text, string message)
    {
        string path = text is null ? Path.Combine(Folder, "Modelfile") : WriteFile("Modelfile", text);

        (await RunAsync("create", "mine", "-f", path)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldContain(message);
        Terminal.Errors.ShouldContain("\nHint: ");
        Daemon.Requests.ShouldNotContain(request => request.Path == "/api/create");
    }

    private JsonElement Created() => JsonDocument.Parse(Daemon.Requests.Single(request => request.Path == "/api/create").Body).RootElement;

    private string ModelFolder(string name, params string[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (string file in files)
        {
            File.WriteAllText(Path.Combine(folder, file), file);
        }

        return folder;
    }

    private static string Digest(string content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
