using CsCheck;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Tollama.Testing.Models;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>Downloads that are interrupted go on from where they are, and end as if nothing had happened.</summary>
public sealed class ResumeTests
{
    private const int Size = 86_088;

    /// <summary>After how many bytes connections break, and after how many bytes on the disk the client itself goes away.</summary>
    private static readonly Gen<(int[] Cuts, int[] Departures)> Interruptions =
        Gen.Select(Gen.Int[0, 128 << 10].Array[0, 6], Gen.Int[0, 2 << 20].Array[0, 3]);

    /// <summary>Small portions of a file of some megabytes, so that what an interruption may cost is little beside the whole.</summary>
    private static readonly DownloadPolicy Policy = HubStore.Hasty with { Connections = 2, PartSize = 128 << 10, FlushBytes = 64 << 10, MaxAttempts = 8 };

    [Fact]
    public async Task However_often_it_is_interrupted_the_file_is_whole_and_only_unsafe_bytes_are_fetched_again()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tollama-model-");
        try
        {
            SyntheticModel.Write(folder.FullName, SyntheticModel.BoltConfig(width: 64, layers: 3), seed: 1);
            await Interruptions.ForAllAsync(interruptions => InterruptAsync(folder.FullName, interruptions.Cuts, interruptions.Departures), cases: 12);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task InterruptAsync(string folder, int[] cuts, int[] departures)
    {
        await using HubStore hub = await HubStore.StartAsync();
        hub.Hub.AddRepository("amazon/chronos-bolt-tiny").AddFolder(folder);
        hub.Policy = Policy;
        byte[] expected = await File.ReadAllBytesAsync(Path.Combine(folder, "model.safetensors"), HubStore.Cancellation);
        Array.ForEach(cuts, cut => hub.Hub.Inject(new Fault { CloseAfter = cut }, When.Cdn(), skip: cut % 7, times: 1));
        foreach (int departure in departures.Order())
        {
            hub.NewPuller();
            await PullUntilAsync(hub, expected.Length, departure);
        }

        hub.NewPuller();
        await hub.PullAsync();
        (await File.ReadAllBytesAsync(ModelFiles.Of(hub.Installed(), hub.Store.Blobs).Weights[0], HubStore.Cancellation)).ShouldBe(expected);
        hub.BlobFiles().ShouldAllBe(file => file.Length == "sha256-".Length + 64);
        hub.Store.Pulls.All().ShouldBeEmpty();

        // A connection that ends may have had as much as its part on its way; every other byte is fetched once.
        long spare = (cuts.Length + (departures.Length * Policy.Connections)) * Policy.PartSize;
        hub.BytesSent().ShouldBeLessThanOrEqualTo(expected.Length + spare);
    }

    [Fact]
    public async Task A_restart_fetches_only_what_is_not_in_the_journal()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        OneConnection(hub);
        await InterruptAsync(hub);
        await hub.Puller.DisposeAsync();
        DownloadJournal journal = hub.Journal();
        journal.Completed().ShouldBe(12_000, "all that came is safe");

        long before = hub.BytesSent();
        hub.NewPuller();
        List<PullProgress> lines = await hub.PullAsync();
        lines.First(line => line.Total == Size).Completed.ShouldBe(journal.Completed(), "progress goes on where it was");
        (hub.BytesSent() - before).ShouldBe(Size - journal.Completed());
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_believed_starts_anew()
    {
        foreach (string journal in (string[])["", "{", "null", """{"size":5,"parts":[]}""", """{"size":86088,"parts":[{"offset":0,"length":99999,"completed":99999}]}"""])
        {
            await using HubStore hub = await HubStore.WithBoltAsync();
            OneConnection(hub);
            await InterruptAsync(hub);
            await File.WriteAllTextAsync(hub.JournalPath(), journal, HubStore.Cancellation);
            hub.NewPuller();
            await hub.PullAsync();
            hub.ShouldBeWhole();
        }
    }

    [Fact]
    public async Task A_partial_that_was_changed_is_found_out_and_fetched_again()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        OneConnection(hub);
        await InterruptAsync(hub);
        using (FileStream partial = File.OpenWrite(hub.JournalPath()[..^".json".Length]))
        {
            partial.Position = hub.Journal().Parts.First(part => part.Completed > 0).Offset;
            partial.Write([0xFF, 0x00, 0xFF]);
        }

        hub.NewPuller();
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync());
        error.Code.ShouldBe(ErrorCode.DownloadCorrupt);
        hub.BlobFiles().ShouldBeEmpty();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    // Of several connections another one could fail before the first has written anything.
    private static void OneConnection(HubStore hub)
    {
        hub.Policy = HubStore.Hasty with { Connections = 1, PartSize = Size };
        hub.NewPuller();
    }

    private static async Task InterruptAsync(HubStore hub)
    {
        FaultRule rule = hub.Hub.Inject(new Fault { CloseAfter = 12_000 }, When.Cdn(), times: 1);
        hub.Hub.Inject(Fault.Of(503), When.Cdn(), skip: 0);
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync());
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        rule.Hits.ShouldBe(1);
        hub.Journal().Completed().ShouldBeGreaterThan(0, "what came before the failure is kept");
        hub.Hub.ClearFaults();
    }

    private static async Task PullUntilAsync(HubStore hub, long size, int completed)
    {
        using CancellationTokenSource leaving = new();
        try
        {
            await foreach (PullProgress line in hub.Puller.PullAsync(ModelName.Parse("chronos-bolt:tiny"), new PullOptions(), leaving.Token))
            {
                if (line.Total == size && (line.Completed ?? 0) >= completed)
                {
                    await leaving.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // As planned.
        }

        await hub.Puller.DisposeAsync();
    }
}
