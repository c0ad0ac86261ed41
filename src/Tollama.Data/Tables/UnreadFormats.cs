namespace Tollama.Data.Tables;

/// <summary>Files that are no tables, or none that are read: each is told by its name. Read as text, they would be nonsense.</summary>
internal static class UnreadFormats
{
    /// <summary>What a file is, and what to do instead; <see langword="null"/> for bytes that begin like none of them.</summary>
    /// <param name="head">The first bytes, of which no format that is read recognizes any.</param>
    public static (string What, string Remedy)? WordsOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => ("gzip data", "Send it without compressing it twice."),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => ("zstd data", "Send it without compressing it twice."),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("an xz file", "Unpack it, or compress it as gzip or zstd."),
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..] => ("a bzip2 file", "Unpack it, or compress it as gzip or zstd."),
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => ("a 7z archive", "Unpack it, and send the table that is in it."),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => ("a PDF file", "Send the data as CSV."),
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', (byte)' ', ..] => ("a SQLite database", "Send a table of it: sqlite3 -csv -header FILE 'select …'."),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ("a PNG picture", "Send the data as CSV."),
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => ("an HDF5 file", "Send the table as CSV."),
        _ => null,
    };
}
