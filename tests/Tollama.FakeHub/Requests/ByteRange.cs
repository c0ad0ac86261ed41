using System.Net.Http.Headers;
using System.Runtime.InteropServices;

namespace Tollama.FakeHub;

/// <summary>The part of a content that a response carries.</summary>
/// <param name="First">The offset of the first byte.</param>
/// <param name="Length">How many bytes; 0 when the range lies outside the content.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long First, long Length)
{
    public long Last => First + Length - 1;

    /// <summary>RFC 9110, section 14: one range is served; none, several and nonsense are as good as no header.</summary>
    public static ByteRange? Parse(string? header, long length)
    {
        if (header is null || !RangeHeaderValue.TryParse(header, out RangeHeaderValue? value) || value.Unit != "bytes" || value.Ranges.Count != 1)
        {
            return null;
        }

        RangeItemHeaderValue range = value.Ranges.First();
        long first = range.From ?? Math.Max(0, length - range.To!.Value);
        long last = range.From is null ? length - 1 : Math.Min(range.To ?? length - 1, length - 1);
        return first >= length ? new ByteRange(first, 0) : new ByteRange(first, last - first + 1);
    }
}
