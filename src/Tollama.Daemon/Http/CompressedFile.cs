using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>Files that are compressed as a whole, such as <c>sales.csv.gz</c>: they are known by their first bytes, whatever anybody says of them.</summary>
internal static class CompressedFile
{
    private const int MagicLength = 4;

    /// <summary>True for the first bytes of a compressed file.</summary>
    internal static bool Is(ReadOnlySpan<byte> head) => EncodingOf(head) is not null;

    /// <summary>The content of a file: decompressed if it is compressed, else as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What it is called in messages: <c>body</c>, <c>file 'sales.csv.gz'</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A stream of the content, and whether it is another than that of the file. Its owner disposes it; that disposes <paramref name="file"/>, too.</returns>
    /// <exception cref="TollamaException">The content is compressed once more: who opens one level after another opens bombs.</exception>
    internal static async Task<(Stream Content, bool WasCompressed)> OpenAsync(Stream file, string name, CancellationToken cancellationToken)
    {
        PeekedStream whole = await PeekedStream.OpenAsync(file, MagicLength, cancellationToken).ConfigureAwait(false);
        if (EncodingOf(whole.Head) is not { } encoding)
        {
            return (whole, false);
        }

        Stream decompressed = DecompressedBody.OfFile(whole, encoding);
        try
        {
            PeekedStream content = await PeekedStream.OpenAsync(decompressed, MagicLength, cancellationToken).ConfigureAwait(false);
            return EncodingOf(content.Head) is { } inner
                ? throw new TollamaException(
                    ErrorCode.InvalidRequest, $"the {name} is compressed twice: {encoding} data with {inner} data in it", "send it compressed once, or not at all")
                : (content, true);
        }
        catch
        {
            await decompressed.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // RFC 1952, section 2.3.1; RFC 8878, section 3.1.1.
    private static string? EncodingOf(ReadOnlySpan<byte> head) => head switch
    {
        [0x1F, 0x8B, ..] => "gzip",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "zstd",
        _ => null,
    };
}
