using System.Buffers;

namespace Tollama.Core.Protocol;

/// <summary>Splits a byte stream into the protocol's lines: UTF-8, one JSON object each, ended by a line feed.</summary>
public static class LineFraming
{
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

    /// <summary>Writes a JSON fragment as part of a line: line ends between its tokens become blanks.</summary>
    /// <remarks>Inside JSON strings a raw line end is not legal, so every one of them is white space.</remarks>
    public static void WriteFragment(IBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> target = output.GetSpan(json.Length);
        json.CopyTo(target);
        Span<byte> written = target[..json.Length];
        written.Replace(LineFeed, (byte)' ');
        written.Replace(CarriageReturn, (byte)' ');
        output.Advance(json.Length);
    }
}
