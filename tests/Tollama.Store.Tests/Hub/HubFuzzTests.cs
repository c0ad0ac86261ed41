using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>Answers of a hub and files of downloads that were cut, flipped and spliced: they are read, or refused in words.</summary>
public sealed class HubFuzzTests
{
    private static readonly string[] Tokens =
        ["null", "-1", "1e999", "9223372036854775807", "[]", "{}", "\"\"", "\\ud800", "\\u0000", "[[[[", "\"../x\"", ",", "\"size\":", "true"];

    private static readonly Gen<byte[]> Splice = Gen.OneOf(
        Gen.Byte.Array[0, 4],
        Gen.Int[0, Tokens.Length - 1].Select(index => Encoding.UTF8.GetBytes(Tokens[index])));

    [Fact]
    public void A_journal_is_believed_only_if_it_covers_its_file_without_gaps()
    {
        const long Size = 100_000;
        DownloadJournal start = DownloadJournal.Start(Size, 30_000);
        byte[] json = new DownloadJournal
        {
            Size = Size,
            Parts = [.. start.Parts.Select((part, index) => new JournalPart { Offset = part.Offset, Length = part.Length, Completed = index * 1000 })],
        }.ToJson();
        DownloadJournal.Parse(json, Size).ShouldNotBeNull().Completed().ShouldBe(6000);
        DownloadJournal.Parse(json, Size + 1).ShouldBeNull();
        int believed = 0;
        Mutations(json).ForAll(
            bytes =>
            {
                if (DownloadJournal.Parse(bytes, Size) is not { } journal)
                {
                    return;
                }

                believed++;
                journal.Parts.Sum(part => part.Length).ShouldBe(Size);
                journal.Completed().ShouldBeInRange(0, Size);
                journal.Parts.ShouldAllBe(part => part.Completed >= 0 && part.Completed <= part.Length);
                journal.Parts.Zip(journal.Parts.Skip(1)).ShouldAllBe(pair => pair.First.Offset + pair.First.Length == pair.Second.Offset);
            },
            cases: 20_000);
        believed.ShouldBeGreaterThan(0, "some changes do no harm");
    }

    [Fact]
    public void A_record_of_a_pull_names_blobs_or_is_none()
    {
        PullRecord record = new() { RepoId = "a/b", Commit = new string('a', 40), Blobs = ["sha256:" + new string('b', 64), "sha256:" + new string('c', 64)] };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(record, StoreJsonContext.Default.PullRecord);
        PullRecords.Parse(json).ShouldNotBeNull().Count.ShouldBe(2);
        PullRecords.Parse("{\"repo_id\":\"a/b\",\"commit\":\"x\",\"blobs\":[null,\"../../x\",\"sha256:ABC\"]}"u8).ShouldBe([]);
        Mutations(json).ForAll(
            bytes => PullRecords.Parse(bytes)?.ShouldAllBe(digest => digest != null && digest.Hex.Length == 64),
            cases: 20_000);
    }

    [Fact]
    public async Task Facts_that_were_changed_are_read_or_refused()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        string commit = hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Sha;
        string facts = $$$"""{"_id":"5","id":"amazon/chronos-bolt-tiny","sha":"{{{commit}}}","private":false,"tags":["x"],"cardData":{"license":"apache-2.0","license_name":null,"license_link":"https://x"}}""";
        await FuzzAsync(hub, facts, When.Info);
    }

    [Fact]
    public async Task A_listing_that_was_changed_is_read_or_refused()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        StringBuilder listing = new("[");
        foreach (ServedFile file in hub.Hub.AddRepository("amazon/chronos-bolt-tiny").Head.Files.Values)
        {
            string lfs = file.IsLfs ? $$""","lfs":{"oid":"{{file.Content.Sha256}}","size":{{file.Content.Length}},"pointerSize":134}""" : "";
            listing.Append(CultureInfo.InvariantCulture, $$"""{"type":"file","oid":"{{file.BlobId}}","size":{{file.Content.Length}},"path":"{{file.Path}}"{{lfs}}},""");
        }

        await FuzzAsync(hub, listing.ToString().TrimEnd(',') + "]", When.Tree);
    }

    private static async Task FuzzAsync(HubStore hub, string original, Predicate<SeenRequest> when)
    {
        hub.Policy = HubStore.Hasty with { PartSize = 1 << 20 };
        hub.NewPuller();
        hub.Hub.Inject(new Fault { Body = original }, when);
        await hub.PullAsync();
        hub.ShouldBeWhole();
        byte[] expected = await File.ReadAllBytesAsync(Path.Combine(HubStore.Golden(HubStore.Bolt), "model.safetensors"), HubStore.Cancellation);
        int refused = 0;
        await Mutations(Encoding.UTF8.GetBytes(original)).ForAllAsync(
            async bytes =>
            {
                hub.Hub.ClearFaults();
                hub.Hub.Inject(new Fault { Body = Encoding.UTF8.GetString(bytes) }, when);
                try
                {
                    await hub.PullAsync(options: new PullOptions { Force = true });
                }
                catch (TollamaException error)
                {
                    refused++;
                    error.Code.ShouldNotBe(ErrorCode.Internal);
                    error.Message.ShouldNotBeEmpty();
                }

                // Whatever was said, the installed model is still the one that was verified.
                string weights = ModelFiles.Of(hub.Installed(), hub.Store.Blobs).Weights.ShouldHaveSingleItem();
                File.ReadAllBytes(weights).ShouldBe(expected);
            },
            cases: 100);
        refused.ShouldBeGreaterThan(0);
    }

    private static Gen<byte[]> Mutations(byte[] original) =>
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Int[0, 12], Splice, Gen.Bool, (start, length, inserted, cut) =>
            cut && inserted.Length == 0
                ? original[..start]
                : [.. original[..start], .. inserted, .. original[Math.Min(original.Length, start + length)..]]);
}
