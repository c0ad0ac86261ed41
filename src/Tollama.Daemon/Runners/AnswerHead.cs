using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tollama.Daemon.Runners;

/// <summary>The id of an answer line and its kind.</summary>
/// <remarks>
/// Where a runner writes the id first, as our own do, the first bytes are enough. Otherwise the line is read until both are known.
/// A result is skipped, never parsed.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerHead(long Id, AnswerKind Kind)
{
    private const int FastBytes = 64;

    /// <summary>Finds the id and the kind.</summary>
    /// <returns><see langword="false"/> when the line has no id, so that it answers no request.</returns>
    public static bool TryRead(in ReadOnlySequence<byte> line, out AnswerHead head)
    {
        Span<byte> copy = stackalloc byte[FastBytes];
        scoped ReadOnlySpan<byte> start = line.FirstSpan;
        if (start.Length < FastBytes && !line.IsSingleSegment)
        {
            int length = (int)Math.Min(FastBytes, line.Length);
            line.Slice(0, length).CopyTo(copy);
            start = copy[..length];
        }

        return TryReadStart(start, out head) || TryReadTokens(line, out head);
    }

    /// <summary>As <see cref="TryRead"/>, for the first bytes of a line whose rest is not known.</summary>
    /// <returns><see langword="false"/> also when the id stands further back.</returns>
    public static bool TryReadBeginning(in ReadOnlySequence<byte> start, out AnswerHead head)
    {
        head = default;
        Utf8JsonReader reader = new(start, isFinalBlock: false, state: default);
        try
        {
            bool startsWithId = reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8) && reader.Read();
            if (!startsWithId || ReadId(ref reader) is not { } id)
            {
                return false;
            }

            head = new AnswerHead(id, AnswerKind.Final);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary><c>{"id":"17","result":</c>, as our own runners write it.</summary>
    private static bool TryReadStart(ReadOnlySpan<byte> line, out AnswerHead head)
    {
        head = default;
        ReadOnlySpan<byte> prefix = "{\"id\":\""u8;
        if (!line.StartsWith(prefix) || !Utf8Parser.TryParse(line[prefix.Length..], out long id, out int digits))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[(prefix.Length + digits)..];
        if (rest.StartsWith("\",\"result\":"u8) || rest.StartsWith("\",\"error\":"u8))
        {
            head = new AnswerHead(id, AnswerKind.Final);
            return true;
        }

        head = new AnswerHead(id, AnswerKind.Progress);
        return rest.StartsWith("\",\"progress\":"u8);
    }

    private static bool TryReadTokens(in ReadOnlySequence<byte> line, out AnswerHead head)
    {
        long? id = null;
        AnswerKind? kind = null;
        try
        {
            Utf8JsonReader reader = new(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                head = default;
                return false;
            }

            while ((id is null || kind is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isId = reader.ValueTextEquals("id"u8);
                kind = reader.ValueTextEquals("progress"u8) ? AnswerKind.Progress
                    : reader.ValueTextEquals("result"u8) || reader.ValueTextEquals("error"u8) ? AnswerKind.Final : kind;
                reader.Read();
                id = isId ? ReadId(ref reader) : id;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // Python's json module writes NaN, which is no JSON. The line cannot be parsed, but its id may still be found.
            id ??= SearchId(line);
            kind = AnswerKind.Final;
        }

        head = new AnswerHead(id ?? 0, kind ?? AnswerKind.Final);
        return id is not null;
    }

    private static long? ReadId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || reader.HasValueSequence)
        {
            return null;
        }

        return ParseId(reader.ValueSpan);
    }

    private static long? SearchId(in ReadOnlySequence<byte> line)
    {
        ReadOnlySpan<byte> text = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        int key = text.LastIndexOf("\"id\""u8);
        if (key < 0 || !text.TrimStart((byte)' ').StartsWith((byte)'{'))
        {
            return null;
        }

        ReadOnlySpan<byte> value = text[(key + 4)..].TrimStart(" :\""u8);
        int end = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return ParseId(end < 0 ? value : value[..end]);
    }

    private static long? ParseId(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out long id, out int used) && used == digits.Length ? id : null;
}
