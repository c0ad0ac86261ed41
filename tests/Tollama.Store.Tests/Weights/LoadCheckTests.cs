using Tollama.Core.Errors;
using Tollama.Store.Tests.Hub;

namespace Tollama.Store.Tests.Weights;

/// <summary>Files that changed since they were installed are noticed before a runner loads them.</summary>
public sealed class LoadCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LoadVerification.None)]
    [InlineData(LoadVerification.Once)]
    [InlineData(LoadVerification.Full)]
    public async Task A_whole_model_passes_and_a_short_or_missing_file_never_does(LoadVerification level)
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        InstalledModel model = hub.Installed();
        LoadCheck check = new(hub.Store, level);
        await check.RequireAsync(model, Cancellation);

        string weights = ModelFiles.Of(model, hub.Store.Blobs).Weights[0];
        using (FileStream file = File.OpenWrite(weights))
        {
            file.SetLength(file.Length - 1);
        }

        (await RefusalAsync(check, model)).Message.ShouldContain("86087 bytes instead of 86088");
        File.Delete(weights);
        (await RefusalAsync(check, model)).Message.ShouldContain("is missing");
    }

    [Fact]
    public async Task A_model_without_weights_is_checked_by_its_config()
    {
        using TemporaryStore temporary = new();
        InstalledModel model = await temporary.InstallAsync("theta");
        LoadCheck check = new(temporary.Store, LoadVerification.Once);
        await check.RequireAsync(model, Cancellation);

        string config = Path.Combine(temporary.Paths.Blobs, model.Config.Digest.Replace(':', '-'));
        byte[] bytes = File.ReadAllBytes(config);
        bytes[^2] ^= 1;
        File.WriteAllBytes(config, bytes);
        File.SetLastWriteTimeUtc(config, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (await RefusalAsync(check, model)).Message.ShouldContain("another digest");
    }

    [Fact]
    public async Task A_header_that_was_damaged_is_noticed_without_reading_the_rest()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        Flip(hub, place: 8);
        (await RefusalAsync(new LoadCheck(hub.Store, LoadVerification.None), hub.Installed())).Message.ShouldContain("model.safetensors");
    }

    [Fact]
    public async Task A_flipped_bit_is_noticed_at_the_first_load_and_when_the_file_changed()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        InstalledModel model = hub.Installed();
        LoadCheck check = new(hub.Store, LoadVerification.Once);
        await check.RequireAsync(model, Cancellation);
        Flip(hub, place: 86_000);
        TollamaException error = await RefusalAsync(check, model);
        error.Code.ShouldBe(ErrorCode.StoreUnavailable);
        error.Message.ShouldContain("another digest");
        error.Hint.ShouldNotBeNull().ShouldContain("pull chronos-bolt:tiny --force");
        await RefusalAsync(new LoadCheck(hub.Store, LoadVerification.Once), model);
        await new LoadCheck(hub.Store, LoadVerification.None).RequireAsync(model, Cancellation);
    }

    [Fact]
    public async Task Every_load_reads_everything_where_that_is_asked_for()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        await hub.PullAsync();
        InstalledModel model = hub.Installed();
        (LoadCheck once, LoadCheck full) = (new(hub.Store, LoadVerification.Once), new(hub.Store, LoadVerification.Full));
        await once.RequireAsync(model, Cancellation);
        await full.RequireAsync(model, Cancellation);
        string weights = ModelFiles.Of(model, hub.Store.Blobs).Weights[0];
        DateTime time = File.GetLastWriteTimeUtc(weights);
        Flip(hub, place: 86_000);
        File.SetLastWriteTimeUtc(weights, time); // What a disk that loses a bit does: nothing shows it.
        await once.RequireAsync(model, Cancellation);
        await RefusalAsync(full, model);
    }

    private static void Flip(HubStore hub, int place)
    {
        string weights = ModelFiles.Of(hub.Installed(), hub.Store.Blobs).Weights[0];
        DateTime later = File.GetLastWriteTimeUtc(weights).AddSeconds(1);
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[place] ^= 1;
        File.WriteAllBytes(weights, bytes);
        File.SetLastWriteTimeUtc(weights, later);
    }

    private static Task<TollamaException> RefusalAsync(LoadCheck check, InstalledModel model) =>
        Should.ThrowAsync<TollamaException>(() => check.RequireAsync(model, Cancellation));
}
