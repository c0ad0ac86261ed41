using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Finds rows that are the same as an earlier one in every column, used or not.</summary>
internal static class SameRows
{
    private const int BytesOfPrint = 16;

    /// <summary>The numbers of such rows, ascending.</summary>
    public static IReadOnlyList<int> Find(ITable table, CancellationToken cancellationToken)
    {
        List<int> same = [];
        HashSet<UInt128> prints = [];
        ArrayBufferWriter<char> text = new();
        using ITableRows rows = table.Rows();
        for (int row = 0; rows.Read(cancellationToken); row++)
        {
            text.ResetWrittenCount();
            for (int column = 0; column < table.Names.Count; column++)
            {
                text.Write(rows[column]);
                text.Write(['\0']);
            }

            if (!prints.Add(Print(text.WrittenSpan)))
            {
                same.Add(row);
            }
        }

        return same;
    }

    private static UInt128 Print(ReadOnlySpan<char> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(row), hash);
        return MemoryMarshal.Read<UInt128>(hash[..BytesOfPrint]);
    }
}
