using System.Buffers;

namespace Tollama.Core.Protocol;

/// <summary>Splits a byte stream into the protocol's lines: UTF-8, one JSON object each, ended by a line feed.</summary>
public static class LineFraming
{
    /// <summary>The longest line that daemon and runners take, in bytes: 256 MiB.</summary>
    public const int MaxLineBytes = 256 * 1024 * 1024;

    /// <summary>So many numbers fit in a line: one takes at most 25 bytes, its comma included, and names and brackets stand beside it.</summary>
    public const int MaxLineNumbers = MaxLineBytes / 32;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>Takes the first whole line off <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What was read and not consumed; afterwards without the line and its end.</param>
    /// <param name="line">The line without its end (<c>\n</c> or <c>\r\n</c>). May be empty.</param>
    /// <returns><see langword="false"/> when the buffer holds no whole line.</returns>
    public static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        SequencePosition? end = buffer.PositionOf(LineFeed);
        if (end is null)
        {
            line = default;
            return false;
        }

        line = buffer.Slice(0, end.Value);
        buffer = buffer.Slice(buffer.GetPosition(1, end.Value));
        if (line.Length > 0 && line.Slice(line.Length - 1).FirstSpan[0] == CarriageReturn)
        {
            line = line.Slice(0, line.Length - 1);
        }

        return true;
    }
}
