using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Store.Tests.Provenance;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

public sealed class ModelArchiveTests : IDisposable
{
    private readonly TemporaryStore _here = new();
    private readonly TemporaryStore _there = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task A_model_arrives_as_it_left()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"), File("more", "defg"));
        List<PullProgress> lines = await ImportAsync(await ExportAsync(model), name: null);
        lines[^1].Done.ShouldBe(true);
        lines[^1].Model.ShouldBe("theta");
        InstalledModel arrived = _there.Store.Get(Name("theta"));
        arrived.Digest.ShouldBe(model.Digest, "a model has one digest on every machine");
        _there.BlobFiles().ShouldBe(_here.BlobFiles());
    }

    [Fact]
    public async Task It_can_be_installed_under_another_name()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"));
        await ImportAsync(await ExportAsync(model), Name("other:v1"));
        _there.Store.List().Models.ShouldHaveSingleItem().Name.Short.ShouldBe("other:v1");
    }

    [Fact]
    public async Task Two_exports_are_the_same_file()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"));
        (await ExportAsync(model)).ShouldBe(await ExportAsync(model));
    }

    [Fact]
    public async Task The_sums_are_those_of_the_files()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"));
        using MemoryStream tar = new(await ExportAsync(model));
        using TarReader reader = new(tar);
        Dictionary<string, byte[]> entries = [];
        while (await reader.GetNextEntryAsync(copyData: true, Cancellation) is { } entry)
        {
            using MemoryStream content = new();
            await entry.DataStream!.CopyToAsync(content, Cancellation);
            entries[entry.Name] = content.ToArray();
        }

        string[] sums = Encoding.UTF8.GetString(entries["SHA256SUMS"]).TrimEnd('\n').Split('\n');
        sums.Length.ShouldBe(entries.Count - 2, "all but the head and the sums themselves");
        sums.ShouldAllBe(line => BlobDigest.Of(entries[line.Substring(66)]).Hex == line.Substring(0, 64));
    }

    [Fact]
    public async Task An_archive_that_was_cut_or_changed_installs_nothing()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", new string('x', 5000)));
        byte[] archive = await ExportAsync(model);
        foreach (int length in (int[])[0, 100, 600, 2000, archive.Length / 2, archive.Length - 4000])
        {
            await RefusalAsync(archive[..length]);
        }

        byte[] changed = [.. archive];
        changed[Array.LastIndexOf(changed, (byte)'x')] = (byte)'y';
        (await RefusalAsync(changed)).Message.ShouldContain("another digest");
        (await RefusalAsync("not a tar file at all, but long enough to be looked at"u8.ToArray())).Code.ShouldBe(ErrorCode.InvalidModelFile);
        _there.Store.List().Models.ShouldBeEmpty();
        _there.Store.List().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Defaults_with_which_no_forecast_could_be_made_are_refused()
    {
        InstalledModel model = await _here.Store.InstallAsync(Manifest("theta") with { Options = new JsonObject { ["horizon"] = 10_001 } }, [File("weights", "abc")], Cancellation);

        (await RefusalAsync(await ExportAsync(model))).Message
            .ShouldBe("the archive cannot be imported: no forecast could be made with its defaults: the horizon of the model 'theta' is 10001; the limit is 10000 (TOLLAMA_MAX_HORIZON)");
        _there.Store.List().Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entry_that_the_manifest_does_not_name_is_refused()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"));
        using MemoryStream stranger = new();
        await using (TarWriter tar = new(stranger, TarEntryFormat.Pax, leaveOpen: true))
        {
            using MemoryStream original = new(await ExportAsync(model));
            using TarReader reader = new(original);
            while (await reader.GetNextEntryAsync(copyData: true, Cancellation) is { } entry)
            {
                await tar.WriteEntryAsync(entry, Cancellation);
            }

            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "blobs/../../escape") { LinkName = "/etc/passwd" }, Cancellation);
        }

        (await RefusalAsync(stranger.ToArray())).Message.ShouldContain("does not belong");
        _there.Store.List().Models.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "SHA256SUMS lacks the line")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000  manifest.json\n", "SHA256SUMS has the line")]
    public async Task Sums_that_are_not_those_of_the_files_are_refused_and_the_old_model_stays(string sums, string told)
    {
        (ArchiveHead head, byte[] manifest, byte[][] blobs) = await PartsAsync();
        string right = Encoding.UTF8.GetString(ArchiveSums.Of(manifest, blobs.Select(blob => BlobDigest.Of(blob))));
        InstalledModel old = await _there.InstallAsync("theta", File("weights", "old"));

        (await RefusalAsync(ArchiveBytes.Of(head, manifest, Encoding.UTF8.GetBytes(sums), blobs))).Message.ShouldContain(told);
        (await RefusalAsync(ArchiveBytes.Of(head, manifest, Encoding.UTF8.GetBytes(right + "more\n"), blobs))).Message.ShouldContain("has the line 'more'");
        (await RefusalAsync(ArchiveBytes.Of(head, manifest, Encoding.UTF8.GetBytes(right.Split('\n')[0]), blobs))).Message.ShouldContain("lacks the line");

        _there.Store.Get(Name("theta")).ShouldBe(old);
        await ImportAsync(ArchiveBytes.Of(head, manifest, Encoding.UTF8.GetBytes(right), blobs), name: null);
        _there.Store.Get(Name("theta")).Digest.ShouldNotBe(old.Digest);
    }

    [Theory]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":3", "schema version 3")]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":1", "schema version 1")]
    [InlineData("\"name\":\"more\"", "\"name\":\"weights\"", "two layers have the file name 'weights'")]
    [InlineData("\"name\":\"more\"", "\"name\":\"WEIGHTS\"", "two layers have the file name 'WEIGHTS'")]
    public async Task A_manifest_of_another_form_is_refused(string right, string wrong, string told)
    {
        (ArchiveHead head, byte[] manifest, byte[][] blobs) = await PartsAsync();
        string text = Encoding.UTF8.GetString(manifest);
        text.ShouldContain(right);
        byte[] changed = Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));

        (await RefusalAsync(ArchiveBytes.Of(head with { Digest = BlobDigest.Of(changed).Hex }, changed, blobs))).Message.ShouldContain(told);

        _there.Store.List().Models.ShouldBeEmpty();
        _there.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_stands_behind_the_end_is_refused_and_leaves_nothing()
    {
        byte[] archive = await ExportAsync(await _here.InstallAsync("theta", File("weights", "abc")));
        (await RefusalAsync([.. archive, .. archive])).Message.ShouldContain("something stands behind its end");
        (await RefusalAsync([.. archive, .. new byte[4096], 1])).Message.ShouldContain("something stands behind its end");
        (await RefusalAsync([.. archive, .. new byte[2 << 20]])).Message.ShouldContain("something stands behind its end");
        _there.Store.List().Models.ShouldBeEmpty();
        _there.BlobFiles().ShouldBeEmpty();

        await ImportAsync([.. archive, .. new byte[10240]], name: null);
        _there.Store.List().Models.ShouldHaveSingleItem();
    }

    private async Task<(ArchiveHead Head, byte[] Manifest, byte[][] Blobs)> PartsAsync()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", "abc"), File("more", "defg"));
        StoredManifest stored = _here.Store.ManifestOf(model);
        byte[][] blobs = [.. ArchiveSums.BlobsOf(stored).Select(digest => System.IO.File.ReadAllBytes(_here.Store.Blobs.PathOf(digest)))];
        return (ArchiveHead.Of(model), stored.Content(), blobs);
    }

    private async Task<byte[]> ExportAsync(InstalledModel model)
    {
        using MemoryStream output = new();
        await new ModelArchive(_here.Store).WriteAsync(model, output, Cancellation);
        return output.ToArray();
    }

    private async Task<List<PullProgress>> ImportAsync(byte[] archive, ModelName? name)
    {
        using MemoryStream input = new(archive);
        List<PullProgress> lines = [];
        await foreach (PullProgress line in new ArchiveImport(_there.Store).ReadAsync(input, name, force: false, Cancellation))
        {
            lines.Add(line);
        }

        return lines;
    }

    private async Task<TollamaException> RefusalAsync(byte[] archive)
    {
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => ImportAsync(archive, name: null));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        return error;
    }
}
