using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.FakeHub;

namespace Tollama.Store.Tests.Hub;

/// <summary>Pulls that go well, and pulls that are refused before a byte of weights is fetched.</summary>
public sealed class HubPullTests
{
    private const string NonCommercial = "cc-by-nc-4.0";

    public static TheoryData<string, string> Goldens { get; } = new()
    {
        { "chronos-bolt-tiny-random", Families.ChronosBolt.Name },
        { "chronos-2-tiny-random", Families.Chronos2.Name },
        { "timesfm-2.5-tiny-random", Families.TimesFm.Name },
        { "toto2-tiny-random", Families.Toto2.Name },
        { "ttm-tiny-random", Families.Ttm.Name },
        { "ttm-tiny-random-freq-prefix", Families.Ttm.Name },
    };

    [Fact]
    public async Task A_pull_tells_its_steps_in_the_words_of_Ollamas_clients()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        List<PullProgress> lines = await hub.PullAsync();

        hub.ShouldBeWhole();
        string weights = hub.Installed().Manifest.Layers.Single(layer => layer.MediaType == MediaTypes.Weights).Digest;
        List<PullProgress> blob = [.. lines.Where(line => line.Digest == weights)];
        lines[0].Status.ShouldBe("pulling manifest");
        blob.ShouldAllBe(line => line.Status == $"pulling {weights.Substring(7, 12)}" && line.Total == 86_088);
        blob[0].Completed.ShouldBeNull("nothing is on the disk yet");
        blob[^1].Completed.ShouldBe(86_088);
        blob.Select(line => line.Completed ?? 0).ShouldBeInOrder();
        lines.Select(line => line.Status).SkipWhile(status => status != "verifying sha256 digest").Where(status => !status!.StartsWith("pulling", StringComparison.Ordinal))
            .ShouldBe(["verifying sha256 digest", "writing manifest", "success"]);
        lines[^1].Done.ShouldBe(true);
        lines[^1].Digest.ShouldBe("sha256:" + hub.Installed().Digest);
        lines.ShouldAllBe(line => line.Model == "chronos-bolt:tiny" && line.Error == null);
    }

    [Theory]
    [MemberData(nameof(Goldens))]
    public async Task Every_architecture_can_be_pulled_by_its_repository(string golden, string family)
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.AddModel("some.body/" + golden, golden);
        TollamaException refused = Should.Throw<TollamaException>(() => ModelName.Parse("hf.co/some.body/" + golden));
        refused.Code.ShouldBe(ErrorCode.InvalidName, "a namespace has no dot");

        hub.AddModel("somebody/" + golden, golden);
        await hub.PullAsync("hf.co/somebody/" + golden);
        hub.ShouldBeWhole("hf.co/somebody/" + golden, golden);
        hub.Installed("hf.co/somebody/" + golden).Manifest.Family.ShouldBe(family);
    }

    [Fact]
    public async Task The_commit_is_resolved_and_pinned()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        ModelSource source = hub.Installed().Manifest.Source;
        source.Revision.ShouldBe(hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha);
        source.Reference.ShouldBe("main");
        hub.Hub.Requests.Where(request => request.Kind is RequestKind.Tree or RequestKind.Resolve)
            .ShouldAllBe(request => request.Revision == source.Revision, "a branch may move while it is pulled");
    }

    [Fact]
    public async Task Pulling_again_asks_for_the_commit_and_its_files_and_for_nothing_else()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        string digest = hub.Installed().Digest;
        int before = hub.Hub.Requests.Count;
        List<PullProgress> lines = await hub.PullAsync();
        hub.Hub.Requests.Skip(before).Select(request => request.Kind).ShouldBe([RequestKind.Info, RequestKind.Tree]);
        lines[^1].Status.ShouldBe("success");
        lines.ShouldAllBe(line => line.Completed == line.Total);
        hub.Installed().Digest.ShouldBe(digest);
    }

    [Fact]
    public async Task A_pinned_commit_that_is_installed_needs_no_hub()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        string commit = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha;
        await hub.PullAsync(options: new PullOptions { Revision = commit });
        int before = hub.Hub.Requests.Count;
        await hub.PullAsync(options: new PullOptions { Revision = commit });
        hub.Hub.Requests.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_file_is_fetched_again_with_force_and_without(bool force)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        string weights = ModelFiles.Of(hub.Installed(), hub.Store.Blobs).Weights[0];
        byte[] damaged = await File.ReadAllBytesAsync(weights, HubStore.Cancellation);
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(weights, damaged, HubStore.Cancellation);

        await hub.PullAsync(options: new PullOptions { Force = force });
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_new_commit_replaces_the_old_one_and_frees_what_only_it_needed()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        string[] old = hub.BlobFiles();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Add("LICENSE", "Do as you like.");
        (await hub.Puller.OutdatedAsync(HubStore.Cancellation)).ShouldHaveSingleItem().Outdated.ShouldBeTrue();
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.BlobFiles().Except(old).Count().ShouldBe(2, "the licence and the new facts");
        old.Except(hub.BlobFiles()).Count().ShouldBe(1, "the old facts");
        (await hub.Puller.OutdatedAsync(HubStore.Cancellation)).ShouldHaveSingleItem().Outdated.ShouldBeFalse();
        ModelShow.Show(hub.Installed(), hub.Store.Blobs).License.ShouldContain("Do as you like.");
    }

    [Fact]
    public async Task Another_revision_can_be_pulled_by_tag_and_by_name()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ServedRepository repository = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Tag("v1");
        string first = repository.Head.Sha;
        repository.Add("README.md", "new");
        await hub.PullAsync(options: new PullOptions { Revision = "v1" });
        hub.Installed().Manifest.Source.Revision.ShouldBe(first);
        await hub.PullAsync("hf.co/amazon/chronos-bolt-tiny:v1");
        hub.Installed("hf.co/amazon/chronos-bolt-tiny:v1").Manifest.Source.Reference.ShouldBe("v1");
        hub.BlobFiles().Length.ShouldBe(4, "two models share weights and configuration, and have facts of their own");
    }

    [Theory]
    [InlineData("amazon/chronos-bolt-tiny", "nowhere", ErrorCode.ModelNotFound)]
    [InlineData("amazon/nothing", null, ErrorCode.HubAccessDenied)]
    public async Task What_the_hub_does_not_have_is_told(string repository, string? revision, ErrorCode code)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        TollamaException error = await RefusalAsync(hub, "hf.co/" + repository, new PullOptions { Revision = revision });
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(repository);
        error.Hint.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unknown_architecture_is_refused_before_the_weights_are_asked_for()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.AddRepository("some/llama").Add("config.json", """{"architectures":["LlamaForCausalLM"]}""").Add("model.safetensors", ServedContent.Pattern(1000));
        TollamaException error = await RefusalAsync(hub, "hf.co/some/llama");
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain("LlamaForCausalLM");
        error.Message.ShouldContain("Chronos2Model");
        hub.BytesSent().ShouldBe(0);
        hub.Hub.Requests.ShouldNotContain(request => request.File == "model.safetensors");
    }

    [Theory]
    [InlineData("pytorch_model.bin", "pickle")]
    [InlineData("model.ckpt", "pickle")]
    [InlineData("weights/model.pt", "pickle")]
    [InlineData("modeling_x.py", "model.safetensors")]
    [InlineData("model.onnx", "model.safetensors")]
    public async Task Only_safetensors_are_fetched(string weights, string reason)
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.Hub.AddRepository("some/model").Add("config.json", "{}").Add(weights, ServedContent.Pattern(1000));
        TollamaException error = await RefusalAsync(hub, "hf.co/some/model");
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain(reason);
        hub.Hub.Requests.ShouldNotContain(request => request.File != null);
    }

    [Fact]
    public async Task Other_files_of_a_repository_are_left_alone()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny")
            .Add("pytorch_model.bin", ServedContent.Pattern(1000)).Add("run.py", "import os").Add("../escape.json", "{}").Add("sub/model.safetensors", ServedContent.Pattern(10));
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.Hub.Requests.Select(request => request.File).OfType<string>().Distinct().Order().ShouldBe(["config.json", "model.safetensors"]);
    }

    [Fact]
    public async Task A_licence_that_the_hub_has_made_stricter_must_be_accepted()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        ServedRepository repository = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Add("LICENSE", "first text");
        repository.License = NonCommercial;
        TollamaException error = await RefusalAsync(hub, "chronos-bolt:tiny");
        error.Code.ShouldBe(ErrorCode.LicenseNotAccepted);
        error.Message.ShouldContain("CC-BY-NC-4.0");
        hub.BytesSent().ShouldBe(0);

        await hub.PullAsync(options: new PullOptions { AcceptLicense = true });
        AcceptedLicense accepted = hub.Store.Licenses.List().ShouldHaveSingleItem();
        accepted.Digest.ShouldBe(BlobDigest.Of("first text"u8).ToString());
        hub.Installed().Manifest.License.Accepted.ShouldBeTrue();

        repository.Add("README.md", "new");
        await hub.PullAsync();

        repository.Add("LICENSE", "second text");
        error = await RefusalAsync(hub, "chronos-bolt:tiny");
        error.Message.ShouldContain("its text is not the one that was accepted");
        await hub.PullAsync(options: new PullOptions { AcceptLicense = true });
        hub.Store.Licenses.List().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_repository_without_a_licence_must_be_accepted()
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.AddModel("some/model", HubStore.Bolt).License = null;
        TollamaException error = await RefusalAsync(hub, "hf.co/some/model");
        error.Code.ShouldBe(ErrorCode.LicenseNotAccepted);
        error.Hint.ShouldBe("tollama pull hf.co/some/model --accept-license");
        await hub.PullAsync("hf.co/some/model", new PullOptions { AcceptLicense = true });
    }

    [Fact]
    public async Task A_full_disk_is_found_out_before_the_download()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Policy = HubStore.Hasty with { FreeBytes = _ => 86_087 };
        hub.NewPuller();
        TollamaException error = await RefusalAsync(hub, "chronos-bolt:tiny");
        error.Code.ShouldBe(ErrorCode.InsufficientStorage);
        error.Message.ShouldContain("86.1 KB");
        hub.BytesSent().ShouldBe(0);
    }

    [Fact]
    public async Task Offline_opens_no_connection()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Options = hub.Options with { Offline = true };
        hub.NewPuller();
        TollamaException error = await RefusalAsync(hub, "chronos-bolt:tiny");
        error.Code.ShouldBe(ErrorCode.Offline);
        hub.Hub.Requests.ShouldBeEmpty();
        await hub.PullAsync("theta");
    }

    [Theory]
    [InlineData("chronos-bolt:tiny")]
    [InlineData("hf.co/some/model")]
    public async Task A_pull_that_is_offline_asks_the_hub_for_nothing_and_takes_what_is_here_whole(string name)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.AddModel("some/model", HubStore.Bolt);
        PullOptions offline = new() { Offline = true, AcceptLicense = true };

        TollamaException error = await RefusalAsync(hub, name, offline);
        error.Code.ShouldBe(ErrorCode.Offline);
        error.Message.ShouldContain("offline, local_files_only");
        hub.Hub.Requests.ShouldBeEmpty();

        await hub.PullAsync(name, new PullOptions { AcceptLicense = true });
        int asked = hub.Hub.Requests.Count;
        (await hub.PullAsync(name, offline))[^1].Status.ShouldBe("success");
        (await RefusalAsync(hub, name, offline with { Force = true })).Code.ShouldBe(ErrorCode.Offline);
        (await RefusalAsync(hub, name, offline with { Revision = "0123456789012345678901234567890123456789" })).Code.ShouldBe(ErrorCode.Offline);

        string weights = Directory.GetFiles(Path.Join(hub.Store.Paths.Models, "blobs")).MaxBy(file => new FileInfo(file).Length)!;
        await File.WriteAllBytesAsync(weights, new byte[new FileInfo(weights).Length], TestContext.Current.CancellationToken);
        (await RefusalAsync(hub, name, offline)).Code.ShouldBe(ErrorCode.Offline);
        hub.Hub.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Weights_that_do_not_fit_their_configuration_are_not_kept()
    {
        await using HubStore hub = await HubStore.StartAsync();
        ServedRepository repository = hub.AddModel("some/model", HubStore.Bolt);
        string config = System.Text.Encoding.UTF8.GetString(repository.Head.Files["config.json"].Content.ToArray());
        repository.Add("config.json", config.Replace("\"num_layers\": 3", "\"num_layers\": 4", StringComparison.Ordinal));
        TollamaException error = await RefusalAsync(hub, "hf.co/some/model");
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain("encoder.block.3");
        hub.BlobFiles().ShouldBeEmpty();
        hub.Store.Pulls.All().ShouldBeEmpty();
        hub.Store.List().Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_small_file_without_a_sha256_is_checked_by_its_git_id()
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.AddModel("some/model", HubStore.Bolt).Add(
            "model.safetensors", ServedContent.Bytes(await File.ReadAllBytesAsync(Path.Combine(HubStore.Golden(HubStore.Bolt), "model.safetensors"), HubStore.Cancellation)), isLfs: false);
        await hub.PullAsync("hf.co/some/model");
        hub.ShouldBeWhole("hf.co/some/model");
    }

    private static async Task<TollamaException> RefusalAsync(HubStore hub, string name, PullOptions? options = null)
    {
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(name, options));
        hub.BlobFiles().ShouldAllBe(file => !file.EndsWith(".tmp", StringComparison.Ordinal));
        return error;
    }
}
