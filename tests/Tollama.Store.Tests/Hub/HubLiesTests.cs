using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>A hub whose bytes, lengths and listings are not what they should be: nothing unverified is ever installed, and the error says what was wrong.</summary>
public sealed class HubLiesTests
{
    private const string Weights = "model.safetensors";

    private const int Size = 86_088;

    [Theory]
    [InlineData(100)]
    [InlineData(-100)]
    [InlineData(-16_384)]
    public async Task A_length_that_is_wrong_once_costs_another_request(int delta)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { ContentLengthDelta = delta }, When.Cdn(), times: 2);
        hub.Hub.Inject(new Fault { ContentLengthDelta = delta }, When.File("config.json"), skip: 1, times: 2);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_length_is_not_needed()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { Chunked = true }, When.Any);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Without_a_length_a_break_is_noticed_too()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { Chunked = true, CloseAfter = 3000 }, When.Cdn(), times: 2);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    [InlineData(Size - 1)]
    public async Task A_byte_that_is_wrong_is_found_out_and_nothing_is_kept(int offset)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { CorruptAt = offset }, When.Cdn());
        await CorruptAsync(hub, "sha256");
        hub.BlobFiles().ShouldBeEmpty();
        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_byte_that_is_wrong_in_a_small_file_is_found_out()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { CorruptAt = 10 }, When.File("config.json"));
        await CorruptAsync(hub, "config.json");
        hub.BytesSent().ShouldBe(0);
        hub.Hub.ClearFaults();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Add(Weights, hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Files[Weights].Content, isLfs: false);
        hub.Hub.Inject(new Fault { CorruptAt = 10 }, When.File(Weights));
        await CorruptAsync(hub, Weights);
        hub.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_changes_between_its_parts_is_found_out()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { Content = ServedContent.Pattern(Size) }, When.Cdn(), skip: 3);
        await CorruptAsync(hub, "sha256");
        hub.BlobFiles().ShouldBeEmpty();

        hub.Hub.ClearFaults();
        hub.Hub.Inject(new Fault { Content = ServedContent.Pattern(Size + 7) }, When.Cdn(), skip: 3);
        await CorruptAsync(hub, "it has 86095 bytes instead of 86088");
        hub.BlobFiles().ShouldBeEmpty();

        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_hub_that_ignores_ranges_serves_the_file_as_a_whole(int skip)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.Inject(new Fault { IgnoreRange = true, CloseAfter = 70_000 }, When.Cdn(), skip, times: 3);
        hub.Hub.Inject(new Fault { IgnoreRange = true }, When.Cdn(), skip);
        hub.Policy = HubStore.Hasty with { MaxAttempts = 6 };
        hub.NewPuller();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Another_range_than_the_one_asked_for_is_not_taken_for_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        Fault shifted = new() { Headers = new Dictionary<string, string> { ["Content-Range"] = "bytes 7-100/86088" } };
        hub.Hub.Inject(shifted, When.Cdn(), skip: 1, times: 2);
        await hub.PullAsync();
        hub.ShouldBeWhole();

        hub.Hub.Inject(shifted, When.Cdn());
        await hub.Store.DeleteAsync(ModelName.Parse("chronos-bolt:tiny"), HubStore.Cancellation);
        hub.NewPuller();
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("bytes 7-100/86088");
    }

    [Fact]
    public async Task A_range_that_the_file_does_not_have_is_told()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        FaultRule rule = hub.Hub.Inject(Fault.Of(416) with { Headers = new Dictionary<string, string> { ["Content-Range"] = "bytes */500" } }, When.Cdn());
        await CorruptAsync(hub, "bytes */500");
        rule.Hits.ShouldBeLessThanOrEqualTo(HubStore.Hasty.Connections, "it does not pass by asking again");
        hub.BlobFiles().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500_000)]
    [InlineData(-1)]
    [InlineData(-80_000)]
    [InlineData(-Size)]
    public async Task A_listing_that_lies_about_the_size_is_found_out(int delta)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ListAs(hub, file => file.Path == Weights ? file with { Size = file.Size + delta } : file);
        await CorruptAsync(hub, Weights);
        hub.BlobFiles().ShouldBeEmpty();
        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_listing_that_lies_about_a_small_file_is_found_out(int delta)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ListAs(hub, file => file.Path == "config.json" ? file with { Size = file.Size + delta } : file);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(delta > 0 ? ErrorCode.HubUnavailable : ErrorCode.DownloadCorrupt);
        error.Message.ShouldContain("config.json");
    }

    [Fact]
    public async Task A_listing_that_lies_about_the_digest_is_found_out()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ListAs(hub, file => file.IsLfs ? file with { Sha256 = new string('a', 64) } : file);
        await CorruptAsync(hub, new string('a', 64));
        hub.BlobFiles().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("../../../../etc/passwd")]
    public async Task Weights_without_a_digest_are_not_fetched(string? sha256)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ListAs(hub, file => file.IsLfs ? file with { Sha256 = sha256 } : file);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("model.safetensors has neither a sha256 nor a git id");
        hub.Hub.Requests.ShouldNotContain(request => request.File == Weights);
        hub.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Sizes_that_no_disk_has_are_refused()
    {
        foreach (long size in (long[])[-1, long.MinValue, long.MaxValue, 1L << 50])
        {
            await using HubStore hub = await HubStore.StartAsync();
            hub.Hub.AddRepository("some/shards").Add("config.json", "{}")
                .Add("model-00001-of-00002.safetensors", ServedContent.Pattern(10)).Add("model-00002-of-00002.safetensors", ServedContent.Pattern(11));
            ListAs(hub, file => file.IsLfs ? file with { Size = size } : file);
            TollamaException error = await RefusalAsync(hub, "hf.co/some/shards");
            error.Code.ShouldBe(ErrorCode.HubUnavailable);
            error.Message.ShouldContain("model-00001-of-00002.safetensors");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("<html>Welcome to the hotel's network</html>")]
    [InlineData("""{"sha":null}""")]
    [InlineData("""{"sha":"main"}""")]
    [InlineData("""{"sha":"../../../../../../../../../../../../etc"}""")]
    [InlineData("""{"sha":"ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD"}""")]
    [InlineData("""{"sha":5}""")]
    [InlineData("""{"sha":"\ud800"}""")]
    public async Task Facts_that_are_none_are_refused(string body) => await RefusedAsync(When.Info, body);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[[]]")]
    [InlineData("[{\"type\":\"file\"}")]
    [InlineData("""[{"type":"file"}]""")]
    [InlineData("""[{"type":"file","path":""}]""")]
    [InlineData("""[{"type":"file","path":"x"}]""")]
    [InlineData("""[{"type":"file","path":"x","size":null}]""")]
    [InlineData("""[{"type":"file","path":"x","size":"7"}]""")]
    [InlineData("""[{"type":"file","path":"x","size":1.5}]""")]
    [InlineData("""[{"type":"file","path":"x","size":1e999}]""")]
    [InlineData("""[{"type":"file","path":"x","size":99999999999999999999}]""")]
    [InlineData("""[{"type":"file","path":5,"size":1}]""")]
    [InlineData("""[{"type":"file","path":"\udfff","size":1}]""")]
    [InlineData("""[{"type":"file","path":"x","size":1,"lfs":5}]""")]
    [InlineData("<html>Welcome to the hotel's network</html>")]
    public async Task A_listing_that_is_none_is_refused(string body) => await RefusedAsync(When.Tree, body);

    [Fact]
    public async Task An_answer_that_is_nested_without_end_is_refused() => await RefusedAsync(When.Tree, new string('[', 100_000));

    [Fact]
    public async Task Nothing_in_a_listing_is_no_file()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        foreach (string body in (string[])["[]", "[null,null]", """[{"type":"directory","path":"config.json"}]""", """[{"path":"config.json","size":1}]"""])
        {
            hub.Hub.ClearFaults();
            hub.Hub.Inject(new Fault { Body = body }, When.Tree);
            TollamaException error = await RefusalAsync(hub);
            error.Code.ShouldBe(ErrorCode.InvalidModelFile);
            error.Message.ShouldContain("has no");
        }
    }

    [Fact]
    public async Task Entries_that_are_null_or_of_another_kind_are_passed_over()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        JsonArray listing = [null, new JsonObject { ["type"] = "submodule", ["path"] = null, ["size"] = -1 }, new JsonObject()];
        foreach (ServedFile file in hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Files.Values)
        {
            listing.Add(new JsonObject
            {
                ["unknown"] = new JsonArray(1, null),
                ["type"] = "file",
                ["path"] = file.Path,
                ["size"] = file.Content.Length,
                ["oid"] = file.BlobId,
                ["lfs"] = file.IsLfs ? new JsonObject { ["oid"] = file.Content.Sha256, ["size"] = null } : null,
            });
            listing.Add(null);
        }

        hub.Hub.Inject(new Fault { Body = listing.ToJsonString() }, When.Tree);
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Theory]
    [InlineData("""{"license":"\ud800"}""")]
    [InlineData("""{"license":["apache-2.0"],"license_name":5,"license_link":{}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task A_page_whose_head_makes_no_sense_says_nothing_of_the_licence(string card)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        string commit = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha;
        hub.Hub.Inject(new Fault { Body = $$"""{"sha":"{{commit}}","cardData":{{card}}}""" }, When.Info);
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Installed().Manifest.License.Type.ShouldBe("Apache-2.0");
    }

    [Fact]
    public async Task Names_that_lead_out_of_the_folder_are_never_asked_for_and_never_written()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ServedRepository repository = hub.Hub.AddRepository("amazon/chronos-bolt-tiny");
        foreach (string path in (string[])[
            "../config.json", "..\\config.json", "/etc/passwd", "C:\\config.json", "C:config.json", "sub/../config.json", "sub/config.json", "./config.json",
            "config.json.", "config.json ", "config.json:stream", "CON", "con.json", "aux.safetensors", "NUL", "com1.txt", "lpt9", "LICENSE/../../x", "../LICENSE",
            "LICENSE.md/x", "COPYING\0.txt", "LICENSE\n", "..", ".", "~/.ssh/authorized_keys", ".gitattributes", "%2e%2e/config.json", new string('a', 300)])
        {
            repository.Add(path, "hostile");
        }

        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Hub.Requests.Select(request => request.File).OfType<string>().Distinct().Order().ShouldBe(["config.json", Weights]);
        hub.BlobFiles().Length.ShouldBe(3);
        Directory.GetFiles(Path.GetDirectoryName(hub.Paths.Blobs)!, "*", SearchOption.AllDirectories).ShouldAllBe(file => !file.Contains("config", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("../model.safetensors")]
    [InlineData("sub/model.safetensors")]
    [InlineData("model.safetensors.")]
    [InlineData("nul.safetensors")]
    [InlineData("model-00001-of-00001.safetensors/../x")]
    public async Task Weights_under_such_a_name_are_none(string path)
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.Hub.AddRepository("some/model").Add("config.json", "{}").Add(path, ServedContent.Pattern(100));
        TollamaException error = await RefusalAsync(hub, "hf.co/some/model");
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        hub.Hub.Requests.ShouldNotContain(request => request.File != null);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(405)]
    [InlineData(451)]
    public async Task A_refusal_for_another_reason_is_told_at_once(int status)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        FaultRule rule = hub.Hub.Inject(Fault.Of(status) with { ErrorMessage = new string('x', 5000) }, When.Info);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain($"{status}");
        error.Message.Length.ShouldBeLessThan(500);
        rule.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_of_the_listing_that_is_not_there_is_told()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ListAs(hub, file => file.Path == "config.json" ? file with { Path = "LICENSE" } : file);
        (await RefusalAsync(hub)).Message.ShouldContain("has no config.json");
        hub.Hub.ClearFaults();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Add("README", "x");
        ListAs(hub, file => file.Path == "README" ? file with { Path = "LICENSE" } : file);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.ModelNotFound);
        error.Message.ShouldContain("LICENSE of amazon/chronos-bolt-tiny");
    }

    private static void ListAs(HubStore hub, Func<ListedFile, ListedFile?> edit) => hub.Hub.Inject(new Fault { Listing = edit }, When.Listing);

    private static async Task RefusedAsync(Predicate<SeenRequest> when, string body)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        FaultRule rule = hub.Hub.Inject(new Fault { Body = body }, when);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("is not what it should be");
        error.Hint.ShouldNotBeNull().ShouldContain("TOLLAMA_HF_ENDPOINT");
        rule.Hits.ShouldBe(1, $"it does not pass by asking again: {string.Join(", ", hub.Hub.Requests)}");
        hub.BlobFiles().ShouldBeEmpty();
    }

    private static async Task CorruptAsync(HubStore hub, string named)
    {
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.DownloadCorrupt);
        error.Message.ShouldContain(named);
        error.Hint.ShouldNotBeNull();
        hub.Store.List().Models.ShouldBeEmpty();
    }

    private static async Task<TollamaException> RefusalAsync(HubStore hub, string name = "chronos-bolt:tiny") =>
        await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(name));
}
