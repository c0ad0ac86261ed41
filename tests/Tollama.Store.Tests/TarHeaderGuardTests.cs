using System.Formats.Tar;
using System.Text;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store.Tests;

/// <summary>An archive says how long its headers are: the reader is not asked to make room for what is merely announced.</summary>
public sealed class TarHeaderGuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public void An_extended_header_may_have_64_KiB(char type)
    {
        Pass([.. Header(type, 65_536), .. Content(type == 'x' ? "" : "n", 65_536)]);
        Should.Throw<InvalidDataException>(() => Pass(Header(type, 65_537))).Message.ShouldBe("an extended header has 65537 bytes");
    }

    [Fact]
    public async Task An_import_makes_no_room_for_a_header_of_nearly_two_gigabytes()
    {
        using TemporaryStore store = new();
        using MemoryStream input = new([.. Header('x', 1_900_000_000), .. new byte[512]]);
        long before = GC.GetTotalAllocatedBytes();
        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress _ in new ArchiveImport(store.Store).ReadAsync(input, null, force: false, Cancellation))
            {
            }
        });

        // The process as a whole is looked at, since the work changes threads; other tests at the same time make less than this.
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(1_500_000_000);
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
    }

    [Fact]
    public void What_looks_like_a_header_in_the_content_of_a_file_is_content()
    {
        byte[] evil = Header('x', 1_000_000);
        Pass([.. Header('0', 600), .. Padded(evil, 1024)]);
        Pass([.. Header('x', 12), .. Content("12 size=600\n", 12), .. Header('0', 0), .. Padded(evil, 1024)]);
        Should.Throw<InvalidDataException>(() => Pass([.. Header('0', 600), .. new byte[1024], .. evil]));
        Should.Throw<InvalidDataException>(() => Pass([.. Header('x', 12), .. Content("12 size=600\n", 12), .. Header('0', 0), .. new byte[1024], .. evil]));
    }

    [Fact]
    public void A_size_within_another_record_is_none()
    {
        const string Records = "27 path=a\n18 size=99999999\n";
        Should.Throw<InvalidDataException>(
            () => Pass([.. Header('x', Records.Length), .. Content(Records, Records.Length), .. Header('0', 0), .. Header('x', 1_000_000)]));
    }

    [Theory]
    [InlineData("99 size=1\n")]
    [InlineData("size=1\n")]
    [InlineData("10 size=x\n")]
    public void Records_that_cannot_be_read_are_refused(string records) =>
        Should.Throw<InvalidDataException>(() => Pass([.. Header('x', records.Length), .. Content(records, records.Length), .. Header('0', 0)]));

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.V7)]
    public void A_good_archive_passes_unchanged(TarEntryFormat format)
    {
        using MemoryStream archive = new();
        using (TarWriter writer = new(archive, format, leaveOpen: true))
        {
            foreach (int length in (int[])[0, 1, 511, 512, 513, 100_000])
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, new string('p', 300) + length),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, new string('g', 300) + length),
                    TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, $"u{length}"),
                    _ => new V7TarEntry(TarEntryType.V7RegularFile, $"v{length}"),
                };
                entry.DataStream = new MemoryStream(new byte[length]);
                writer.WriteEntry(entry);
            }
        }

        Pass(archive.ToArray());
    }

    /// <summary>Reads all of it in pieces of odd lengths.</summary>
    private static void Pass(byte[] archive)
    {
        using MemoryStream input = new(archive);
        using TarHeaderGuard guard = new(input);
        using MemoryStream output = new();
        byte[] piece = new byte[701];
        for (int read; (read = guard.Read(piece)) > 0;)
        {
            output.Write(piece, 0, read);
        }

        output.ToArray().ShouldBe(archive);
    }

    private static byte[] Header(char type, long size)
    {
        byte[] header = new byte[512];
        "name"u8.CopyTo(header);
        "0000644\0"u8.CopyTo(header.AsSpan(100));
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        "00000000000\0"u8.CopyTo(header.AsSpan(136));
        header.AsSpan(148, 8).Fill((byte)' ');
        header[156] = (byte)type;
        "ustar\00000"u8.CopyTo(header.AsSpan(257));
        int sum = header.Sum(value => value);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static byte[] Content(string text, int length) => Padded(Encoding.ASCII.GetBytes(text), (length + 511) / 512 * 512);

    private static byte[] Padded(byte[] bytes, int length)
    {
        byte[] padded = new byte[length];
        bytes.CopyTo(padded, 0);
        return padded;
    }
}
