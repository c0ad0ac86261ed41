using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ModelPullerTests : IDisposable
{
    private const string NonCommercial = "CC-BY-NC-4.0";

    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded().With(
    [
        Licensed("guarded", "builtin"),
        Licensed("guarded-too", "builtin"),
        Licensed("guarded-hub", "huggingface"),
    ]);

    private readonly TemporaryStore _temporary = new(Registry);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_pull_tells_its_steps_in_the_words_of_Ollamas_clients()
    {
        List<PullProgress> lines = await PullAsync("theta");
        InstalledModel model = _temporary.Store.Get(Name("theta"));
        string config = _temporary.BlobFiles().ShouldHaveSingleItem()["sha256-".Length..];

        lines.Select(line => line.Status).ShouldBe(
            ["pulling manifest", $"pulling {config[..12]}", $"pulling {config[..12]}", "verifying sha256 digest", "writing manifest", "success"]);
        lines.ShouldAllBe(line => line.Model == "theta" && line.Error == null);
        lines[1].Digest.ShouldBe("sha256:" + config);
        lines[1].Completed.ShouldBeNull("nothing of it was there before");
        lines[2].Completed.ShouldBe(lines[2].Total);
        lines[2].Total.ShouldBe(model.Size);
        lines[^1].Done.ShouldBe(true);
        lines[^1].Digest.ShouldBe("sha256:" + model.Digest);
        lines[^1].Manifest.ShouldBe(model.Manifest);
        lines.SkipLast(1).ShouldAllBe(line => line.Done == null);
    }

    [Fact]
    public async Task Every_model_that_needs_no_download_can_be_pulled()
    {
        foreach (ModelCard entry in ModelRegistry.LoadEmbedded().Cards.Where(entry => entry.IsLocal))
        {
            (await PullAsync(entry.Name))[^1].Status.ShouldBe("success");
            InstalledModel model = _temporary.Store.Get(entry.ModelName);
            model.Manifest.Family.ShouldBe(entry.Family);
            model.Manifest.Variant.ShouldBe(entry.Variant);
        }
    }

    [Fact]
    public async Task A_pull_by_another_name_installs_the_registrys_name()
    {
        (await PullAsync("SNAIVE"))[^1].Model.ShouldBe("seasonal-naive");
        _temporary.Store.List().Models.ShouldHaveSingleItem().Name.Short.ShouldBe("seasonal-naive");
        _temporary.Store.Get(Name("snaive")).Name.Short.ShouldBe("seasonal-naive");
    }

    [Fact]
    public async Task Pulling_again_verifies_and_changes_nothing()
    {
        await PullAsync("theta");
        DateTimeOffset before = _temporary.Store.Get(Name("theta")).ModifiedAt;
        _temporary.Time.Advance(TimeSpan.FromMinutes(1));
        (await PullAsync("theta")).Select(line => line.Status).ShouldContain("verifying sha256 digest");
        _temporary.Store.Get(Name("theta")).ModifiedAt.ShouldBe(before);
        await PullAsync("theta", new PullOptions { Force = true });
        _temporary.Store.Get(Name("theta")).ModifiedAt.ShouldBe(before + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Pulling_again_heals_a_damaged_model()
    {
        await PullAsync("theta");
        string blob = Path.Combine(_temporary.Paths.Blobs, _temporary.BlobFiles().ShouldHaveSingleItem());
        await System.IO.File.WriteAllTextAsync(blob, "rubbish", Cancellation);
        await System.IO.File.WriteAllTextAsync(_temporary.ManifestPath("theta"), "{", Cancellation);
        await PullAsync("theta");
        _temporary.Store.List().Models.ShouldHaveSingleItem();
        _temporary.Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_model_is_refused_before_the_first_line()
    {
        TollamaException error = await RefusalAsync("thteta");
        error.Code.ShouldBe(ErrorCode.ModelNotFound);
        error.Message.ShouldContain("model 'thteta' not found");
        error.Message.ShouldContain("tollama list --available");
        error.Hint!.ShouldContain("did you mean 'theta'");
        Directory.Exists(_temporary.Paths.Models).ShouldBeFalse();
    }

    [Fact]
    public async Task A_built_in_model_has_no_other_revision() =>
        (await RefusalAsync("theta", new PullOptions { Revision = "v2" })).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Fact]
    public async Task A_licence_that_was_not_accepted_stops_the_pull()
    {
        TollamaException error = await RefusalAsync("guarded");
        error.Code.ShouldBe(ErrorCode.LicenseNotAccepted);
        error.Message.ShouldContain("CC-BY-NC-4.0: ");
        error.Message.ShouldContain("https://example.com/licence");
        error.Hint.ShouldBe("tollama pull guarded --accept-license");
    }

    [Fact]
    public async Task The_licence_is_asked_for_before_the_download()
    {
        (await RefusalAsync("guarded-hub")).Code.ShouldBe(ErrorCode.LicenseNotAccepted);
    }

    [Fact]
    public async Task An_accepted_licence_is_remembered_with_its_time()
    {
        await PullAsync("guarded", new PullOptions { AcceptLicense = true });
        LicenseInfo license = _temporary.Store.Get(Name("guarded")).Manifest.License;
        license.Accepted.ShouldBeTrue();
        license.AcceptedAt.ShouldBe("2026-11-22T12:00:00.000000Z");

        await _temporary.Store.DeleteAsync(Name("guarded"), Cancellation);
        _temporary.Time.Advance(TimeSpan.FromDays(1));
        ModelPuller another = new(_temporary.Open(), Registry, _temporary.Time);
        another.Check(Name("guarded"), new PullOptions());
        await PullAsync("guarded");
        _temporary.Store.Get(Name("guarded")).Manifest.License.AcceptedAt.ShouldBe("2026-11-22T12:00:00.000000Z");
        (await RefusalAsync("guarded-too")).Code.ShouldBe(ErrorCode.LicenseNotAccepted, "each model has its own acceptance");
    }

    [Fact]
    public async Task Another_licence_of_the_same_model_must_be_accepted_again()
    {
        await PullAsync("guarded", new PullOptions { AcceptLicense = true });
        ModelCard changed = Licensed("guarded", "builtin") with { License = new LicenseInfo { Type = "Other", NeedsAcceptance = true } };
        ModelPuller puller = new(_temporary.Store, Registry.With([changed]), _temporary.Time);
        Should.Throw<TollamaException>(() => puller.Check(Name("guarded"), new PullOptions())).Code.ShouldBe(ErrorCode.LicenseNotAccepted);
    }

    [Theory]
    [InlineData("cc-by-nc-4.0")]
    [InlineData("Guarded")]
    public void A_licence_can_be_accepted_for_everybody(string accepted) =>
        new ModelPuller(_temporary.Store, Registry, _temporary.Time, [accepted]).Check(Name("guarded"), new PullOptions());

    [Fact]
    public void A_licence_that_needs_no_acceptance_is_never_asked_for()
    {
        new ModelPuller(_temporary.Store, Registry, _temporary.Time).Check(Name("theta"), new PullOptions());
        _temporary.Store.Licenses.List().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"licenses":[null]}""")]
    public async Task A_damaged_record_of_licences_asks_again_and_is_kept_aside(string content)
    {
        await System.IO.File.WriteAllTextAsync(_temporary.Paths.Licenses, content, Cancellation);
        (await RefusalAsync("guarded")).Code.ShouldBe(ErrorCode.LicenseNotAccepted);
        await PullAsync("guarded", new PullOptions { AcceptLicense = true });
        await PullAsync("guarded");
        (await System.IO.File.ReadAllTextAsync(_temporary.Paths.Licenses + ".damaged", Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task Many_acceptances_at_once_are_all_remembered()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(
            () => new LicenseLedger(_temporary.Paths, TimeProvider.System).AcceptAsync($"model{number}", NonCommercial, null, Cancellation), Cancellation)));
        _temporary.Store.Licenses.List().Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_pull_that_is_canceled_between_its_lines_leaves_a_whole_model_or_none()
    {
        using CancellationTokenSource source = new();
        await using IAsyncEnumerator<PullProgress> lines = Puller().PullAsync(Name("theta"), new PullOptions(), source.Token).GetAsyncEnumerator(Cancellation);
        (await lines.MoveNextAsync()).ShouldBeTrue();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await lines.MoveNextAsync())
            {
            }
        });

        // The rest of the pull may have been faster than the caller who left.
        StoreListing left = _temporary.Store.List();
        left.Warnings.ShouldBeEmpty();
        left.Models.Select(model => model.Name.Short).Except(["theta"]).ShouldBeEmpty();
    }

    private static ModelCard Licensed(string name, string source) => new()
    {
        Name = name,
        Family = "stats",
        Source = new ModelSource { Type = source, RepoId = "owner/repo" },
        License = new LicenseInfo { Type = NonCommercial, NeedsAcceptance = true, Url = "https://example.com/licence" },
    };

    private ModelPuller Puller() => new(_temporary.Store, Registry, _temporary.Time, bundled: Path.Combine(AppContext.BaseDirectory, "bundled"));

    private async Task<List<PullProgress>> PullAsync(string name, PullOptions? options = null)
    {
        List<PullProgress> lines = [];
        await foreach (PullProgress line in Puller().PullAsync(Name(name), options ?? new PullOptions(), Cancellation))
        {
            lines.Add(line);
        }

        return lines;
    }

    private async Task<TollamaException> RefusalAsync(string name, PullOptions? options = null)
    {
        TollamaException early = Should.Throw<TollamaException>(() => Puller().Check(Name(name), options ?? new PullOptions()));
        TollamaException late = await Should.ThrowAsync<TollamaException>(() => PullAsync(name, options));
        late.Message.ShouldBe(early.Message);
        return early;
    }
}
