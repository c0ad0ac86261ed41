using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests;

/// <summary>Archives that were cut, flipped and spliced: refused in words, and nothing is installed that a verifier would not pass.</summary>
public sealed class ArchiveFuzzTests : IDisposable
{
    private readonly TemporaryStore _here = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _here.Dispose();

    [Fact]
    public async Task A_mutated_archive_installs_a_whole_model_or_nothing()
    {
        InstalledModel model = await _here.InstallAsync("theta", File("weights", new string('x', 3000)), File("more", "defg"));
        using MemoryStream original = new();
        await new ModelArchive(_here.Store).WriteAsync(model, original, Cancellation);
        int refused = 0;
        await Mutations(original.ToArray()).ForAllAsync(
            async archive => refused += await IsRefusedAsync(archive) ? 1 : 0,
            cases: 400);
        refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_manifest_whose_sizes_no_number_can_hold_is_refused()
    {
        ManifestLayer Layer(char digit, string type) => new() { MediaType = type, Digest = "sha256:" + new string(digit, 64), Size = long.MaxValue };
        StoredManifest stored = new() { Config = Layer('a', MediaTypes.Config), Layers = [Layer('b', MediaTypes.Weights), Layer('c', MediaTypes.Weights)] };
        byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(stored, ManifestJsonContext.Default.StoredManifest);
        ArchiveHead head = new() { Format = ArchiveHead.CurrentFormat, Name = "theta", Digest = BlobDigest.Of(manifest).Hex };
        (await IsRefusedAsync(Tar(("tollama-model.json", head.ToJson()), ("manifest.json", manifest), ("SHA256SUMS", [])))).ShouldBeTrue();
    }

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    [InlineData('0')]
    public async Task An_entry_that_says_it_is_larger_than_any_header_is_refused(char type)
    {
        byte[] archive = Tar(("tollama-model.json", [1]));
        archive[156] = (byte)type;
        "77777777777"u8.CopyTo(archive.AsSpan(124));
        Recount(archive.AsSpan(0, 512));
        (await IsRefusedAsync(archive)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("theta:v1/../../x")]
    [InlineData("")]
    [InlineData("CON")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        StoredManifest stored = new() { Config = new() { MediaType = MediaTypes.Config, Digest = "sha256:" + new string('a', 64), Size = 1 } };
        byte[] manifest = JsonSerializer.SerializeToUtf8Bytes(stored, ManifestJsonContext.Default.StoredManifest);
        ArchiveHead head = new() { Format = ArchiveHead.CurrentFormat, Name = name, Digest = BlobDigest.Of(manifest).Hex };
        (await IsRefusedAsync(Tar(("tollama-model.json", head.ToJson()), ("manifest.json", manifest), ("SHA256SUMS", [])))).ShouldBeTrue();
    }

    private static async Task<bool> IsRefusedAsync(byte[] archive)
    {
        using TemporaryStore there = new();
        bool isRefused = false;
        try
        {
            using MemoryStream input = new(archive);
            await foreach (PullProgress line in new ArchiveImport(there.Store).ReadAsync(input, null, force: false, Cancellation))
            {
                line.Error.ShouldBeNull();
            }
        }
        catch (TollamaException error)
        {
            isRefused = true;
            error.Code.ShouldBeOneOf(ErrorCode.InvalidModelFile, ErrorCode.InvalidName, ErrorCode.InsufficientStorage);
        }

        VerifyProgress? verdict = null;
        await foreach (VerifyProgress line in new StoreVerifier(there.Store).VerifyAsync(null, Cancellation))
        {
            verdict = line;
        }

        verdict.ShouldNotBeNull().Faults.ShouldBeEmpty();
        verdict.Models.ShouldBe(isRefused ? 0 : 1);
        return isRefused;
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream output = new();
        using (TarWriter tar = new(output, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return output.ToArray();
    }

    private static Gen<byte[]> Mutations(byte[] original) => Gen.OneOf(
        Gen.Int[0, original.Length].Select(length => original[..length]),
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte.Array[1, 16], (start, bytes) =>
        {
            byte[] changed = [.. original];
            bytes.AsSpan(0, Math.Min(bytes.Length, changed.Length - start)).CopyTo(changed.AsSpan(start));
            return changed;
        }),
        Gen.Select(Gen.Int[0, (original.Length / 512) - 1], Gen.Int[0, (original.Length / 512) - 1], (from, to) =>
        {
            byte[] changed = [.. original];
            original.AsSpan(from * 512, 512).CopyTo(changed.AsSpan(to * 512));
            return changed;
        }),
        Gen.Select(Gen.Int[0, (original.Length / 512) - 1], Gen.Int[0, 511], Gen.OneOf(Gen.Const("77777777777"), Gen.Const("00000000000"), Gen.Const("\u0080\u00ff\u00ff\u00ff"), Gen.Const("../x")), (block, at, text) =>
        {
            byte[] changed = [.. original];
            byte[] bytes = Encoding.Latin1.GetBytes(text);
            bytes.AsSpan(0, Math.Min(bytes.Length, 512 - at)).CopyTo(changed.AsSpan((block * 512) + at));
            Recount(changed.AsSpan(block * 512, 512));
            return changed;
        }));

    /// <summary>Puts the right checksum into a header, so that the change is looked at and not the checksum.</summary>
    private static void Recount(Span<byte> header)
    {
        if (header[257..262].SequenceEqual("ustar"u8))
        {
            header.Slice(148, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte value in header)
            {
                sum += value;
            }

            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header.Slice(148, 8));
        }
    }
}
