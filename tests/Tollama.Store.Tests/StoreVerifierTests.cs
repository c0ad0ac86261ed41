using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class StoreVerifierTests : IDisposable
{
    private readonly TemporaryStore _temporary = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task A_sound_store_is_said_to_be_one()
    {
        await _temporary.InstallAsync("theta", File("weights", "abc"));
        await _temporary.InstallAsync("other", File("weights", "abc"));
        VerifyProgress last = await VerifyAsync(null);
        (last.Status, last.Models, last.Blobs).ShouldBe(("success", 2, 3));
        last.Completed.ShouldBe(last.Total);
        last.Faults.ShouldBe([]);
    }

    [Fact]
    public async Task A_changed_byte_is_found_and_named()
    {
        InstalledModel model = await _temporary.InstallAsync("theta", File("weights", "abc"));
        await _temporary.InstallAsync("sound", File("weights", "def"));
        await System.IO.File.WriteAllTextAsync(ModelFiles.Of(model, _temporary.Store.Blobs).Weights[0], "abd", Cancellation);
        VerifyProgress last = await VerifyAsync(null);
        last.Status.ShouldBe("damaged");
        string fault = last.Faults!.ShouldHaveSingleItem();
        fault.ShouldContain("weights of 'theta'");
        fault.ShouldContain("--force");
        (await VerifyAsync("sound")).Status.ShouldBe("success");
    }

    [Fact]
    public async Task A_damaged_manifest_is_a_fault()
    {
        await _temporary.InstallAsync("theta");
        await System.IO.File.WriteAllTextAsync(_temporary.ManifestPath("theta"), "{", Cancellation);
        (await VerifyAsync(null)).Faults!.ShouldHaveSingleItem().ShouldContain("'theta' is damaged");
    }

    [Fact]
    public async Task A_model_that_is_not_installed_cannot_be_verified() =>
        (await Should.ThrowAsync<TollamaException>(() => VerifyAsync("nothing"))).Code.ShouldBe(ErrorCode.ModelNotFound);

    private async Task<VerifyProgress> VerifyAsync(string? name)
    {
        VerifyProgress? last = null;
        await foreach (VerifyProgress line in new StoreVerifier(_temporary.Store).VerifyAsync(name is null ? null : Name(name), Cancellation))
        {
            last = line;
        }

        return last.ShouldNotBeNull();
    }
}
