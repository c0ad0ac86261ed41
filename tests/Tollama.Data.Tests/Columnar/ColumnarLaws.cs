using System.Buffers.Binary;
using Apache.Arrow.Ipc;
using CsCheck;
using Parquet;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Columnar;

/// <summary>One table says the same as text, as Parquet and as Arrow; bytes that are none of them are refused with a reason, in little memory.</summary>
public sealed class ColumnarLaws
{
    private static readonly TableOptions Options = new() { TimeColumns = ["ts"], IdColumns = ["store"], TargetColumns = ["y"], Covariates = ["n", "kind"], DecimalMark = '.' };

    private static readonly CompressionMethod[] Methods =
        [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw];

    private static readonly CompressionCodecType?[] Codecs = [null, CompressionCodecType.Lz4Frame, CompressionCodecType.Zstd];

    private static readonly string[] Files =
    [
        "hourly-pandas.parquet", "hourly-gzip-v2.parquet", "hourly-brotli.parquet", "hourly-lz4.parquet", "hourly-none.parquet", "hourly-delta.parquet", "hourly-pandas.feather",
        "hourly-zstd.feather", "hourly.arrows", "hourly-delta.arrows", "daily-index.parquet", "daily-index.feather", "duckdb.parquet", "types.parquet", "types.feather", "types-old.parquet",
    ];

    /// <summary>Few rows and bytes, so that what is claimed is soon too much.</summary>
    private static readonly TableReading Small = new() { Limits = new TableLimits { MaxBytes = 1 << 20, MaxRows = 20_000, MaxPoints = 200_000 } };

    [Fact]
    public void A_table_says_the_same_in_all_formats() => Gen.Select(DrawnTable.Tables, Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[1, 40]).ForAll(
        drawn =>
        {
            (DrawnTable table, int method, int codec, int length) = drawn;
            string expected = Outcome(table.Csv());
            Outcome(ColumnarWriter.Parquet(table, Methods[method], length)).ShouldBe(expected);
            Outcome(ColumnarWriter.Arrow(table, isFile: length % 2 == 0, Codecs[codec], length)).ShouldBe(expected);
        },
        cases: 400,
        print: drawn => System.Text.Encoding.UTF8.GetString(drawn.Item1.Csv()));

    [Fact]
    public void Damaged_files_are_read_or_refused_with_a_reason() => Damage(cases: 4_000);

    /// <summary>Takes some minutes: <c>eng/nightly.sh</c> runs it.</summary>
    [Fact(Explicit = true)]
    public void Many_damaged_files_are_read_or_refused_with_a_reason() => Damage(cases: 500_000);

    private static void Damage(int cases)
    {
        byte[][] good = [.. Files.Select(ColumnarTesting.File)];
        int refused = 0;
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 11], Gen.Byte).Array[1, 4]).ForAll(
            drawn =>
            {
                byte[] bytes = [.. good[drawn.Item1]];
                foreach ((int at, int kind, byte value) in drawn.Item2)
                {
                    bytes = Change(bytes, at, kind, value);
                }

                refused += Survives(bytes) ? 0 : 1;
            },
            cases);
        refused.ShouldBeInRange(cases / 10, cases - 1);
    }

    /// <summary>Whether bytes are read; they may be refused with a reason, and nothing else.</summary>
    internal static bool Survives(byte[] bytes, TableReading? reading = null)
    {
        const long MostAllocated = 1L << 30;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRead;
        try
        {
            TableTesting.Read(bytes, new TableOptions(), reading ?? Small).Series.ShouldAllBe(series => series.Times == null || series.Length == series.Times.Count);
            isRead = true;
        }
        catch (TollamaException error)
        {
            error.Code.ShouldBe(ErrorCode.InvalidTable);
            error.Message.ShouldNotBeEmpty();
            isRead = false;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
        return isRead;
    }

    private static byte[] Change(byte[] bytes, int at, int kind, byte value)
    {
        // What is at the end says where all else is: it is hit as often as the rest.
        int place = kind % 2 == 0 ? at % bytes.Length : Math.Max(0, bytes.Length - 1 - (at % Math.Min(bytes.Length, 3000)));
        if (kind >= 10)
        {
            return bytes.Length > 64 ? bytes[..Math.Max(64, at % bytes.Length)] : bytes;
        }

        if (kind >= 8 && place + 8 < bytes.Length)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value < 128 ? int.MaxValue - value : -value);
        }
        else if (kind >= 6)
        {
            bytes[place] = (byte)(bytes[place] + (sbyte)value % 4);
        }
        else
        {
            bytes[place] = value;
        }

        return bytes;
    }

    private static string Outcome(byte[] bytes)
    {
        try
        {
            return ColumnarTesting.Describe(TableTesting.Read(bytes, Options));
        }
        catch (TollamaException error)
        {
            return error.Message.Replace("line", "row", StringComparison.Ordinal);
        }
    }
}
