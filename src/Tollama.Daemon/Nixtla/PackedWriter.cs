using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Daemon.Nixtla;

/// <summary>Writes an object for Nixtla's clients: numbers that are measured always have a decimal point or an exponent, those that count never, and what is null is there.</summary>
/// <remarks>Polars takes the type of a column from its first value, and pandas makes a column of whole numbers of values that all are: <c>57</c> is wrong, <c>57.0</c> right.</remarks>
/// <param name="output">Where to.</param>
/// <param name="afterPiece">Called after so many numbers, to send what is there; <see langword="null"/> to keep all.</param>
internal sealed class PackedWriter(IBufferWriter<byte> output, Func<ValueTask>? afterPiece = null)
{
    // The longest number of 64 bits has 24 characters; point, zero and comma stand beside it.
    private const int LongestNumber = 32;
    private const int NumbersOfPiece = 8192;

    // Quotes and letters of any script stay readable, as on all routes.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private bool _hasFields;

    /// <summary>Begins the object.</summary>
    internal void Begin() => output.Write("{"u8);

    /// <summary>Ends the object.</summary>
    internal void End() => output.Write("}"u8);

    /// <summary>Writes a field that counts something.</summary>
    internal void Count(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Whole(value);
    }

    /// <summary>Writes a text.</summary>
    internal void Text(ReadOnlySpan<byte> name, string value)
    {
        Name(name);
        Write(value);
    }

    /// <summary>Writes a truth value.</summary>
    internal void Flag(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        output.Write(value ? "true"u8 : "false"u8);
    }

    /// <summary>Writes a field whose value is JSON already.</summary>
    internal void Json(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Name(name);
        output.Write(value);
    }

    /// <summary>Writes a field that is null.</summary>
    internal void Null(ReadOnlySpan<byte> name)
    {
        Name(name);
        output.Write("null"u8);
    }

    /// <summary>Writes texts.</summary>
    internal void Texts(ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        Name(name);
        output.Write("["u8);
        for (int i = 0; i < values.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            Write(values[i]);
        }

        output.Write("]"u8);
    }

    /// <summary>Writes whole numbers; null for none.</summary>
    internal async ValueTask WholesAsync(ReadOnlyMemory<byte> name, int[]? values)
    {
        Name(name.Span);
        await ArrayAsync(values, static (writer, value) => writer.Whole(value)).ConfigureAwait(false);
    }

    /// <summary>Writes truth values.</summary>
    internal async ValueTask FlagsAsync(ReadOnlyMemory<byte> name, bool[]? values)
    {
        Name(name.Span);
        await ArrayAsync(values, static (writer, value) => writer.Raw(value ? "true"u8 : "false"u8)).ConfigureAwait(false);
    }

    /// <summary>Writes numbers; null for none, and for each that is missing.</summary>
    internal async ValueTask NumbersAsync(ReadOnlyMemory<byte> name, double[]? values)
    {
        Name(name.Span);
        await ArrayAsync(values, static (writer, value) => writer.Number(value)).ConfigureAwait(false);
    }

    /// <summary>Writes rows of numbers; null for none.</summary>
    internal async ValueTask RowsAsync(ReadOnlyMemory<byte> name, double[][]? rows)
    {
        Name(name.Span);
        if (rows is null)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("["u8);
        for (int i = 0; i < rows.Length; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            await ArrayAsync(rows[i], static (writer, value) => writer.Number(value)).ConfigureAwait(false);
        }

        output.Write("]"u8);
    }

    /// <summary>Writes intervals, two arrays each; null for none.</summary>
    internal async ValueTask IntervalsAsync(ReadOnlyMemory<byte> name, IReadOnlyList<NixtlaInterval> intervals)
    {
        if (intervals.Count == 0)
        {
            Null(name.Span);
            return;
        }

        Name(name.Span);
        output.Write("{"u8);
        for (int i = 0; i < intervals.Count; i++)
        {
            output.Write(i == 0 ? "\"lo-"u8 : ",\"lo-"u8);
            await EndAsync(intervals[i].Level, intervals[i].Low).ConfigureAwait(false);
            output.Write(",\"hi-"u8);
            await EndAsync(intervals[i].Level, intervals[i].High).ConfigureAwait(false);
        }

        output.Write("}"u8);
    }

    // The token of a JSON number has no character that would need to be escaped.
    private async ValueTask EndAsync(AskedLevel level, double[] values)
    {
        output.Write(Encoding.ASCII.GetBytes(level.Token));
        output.Write("\":"u8);
        await ArrayAsync(values, static (writer, value) => writer.Number(value)).ConfigureAwait(false);
    }

    private async ValueTask ArrayAsync<T>(T[]? values, Action<PackedWriter, T> write)
    {
        if (values is null)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("["u8);
        for (int start = 0; start < values.Length; start += NumbersOfPiece)
        {
            int end = Math.Min(values.Length, start + NumbersOfPiece);
            for (int i = start; i < end; i++)
            {
                output.Write(i == 0 ? ""u8 : ","u8);
                write(this, values[i]);
            }

            if (afterPiece is not null)
            {
                await afterPiece().ConfigureAwait(false);
            }
        }

        output.Write("]"u8);
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        output.Write(_hasFields ? ",\""u8 : "\""u8);
        output.Write(name);
        output.Write("\":"u8);
        _hasFields = true;
    }

    private void Raw(ReadOnlySpan<byte> text) => output.Write(text);

    private void Write(string text)
    {
        using Utf8JsonWriter writer = new(output, Readable);
        JsonSerializer.Serialize(writer, text, TollamaJsonContext.Default.String);
    }

    private void Whole(long value)
    {
        Span<byte> room = output.GetSpan(LongestNumber);
        Utf8Formatter.TryFormat(value, room, out int written);
        output.Advance(written);
    }

    private void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            output.Write("null"u8);
            return;
        }

        Span<byte> room = output.GetSpan(LongestNumber);
        value.TryFormat(room, out int written, default, CultureInfo.InvariantCulture);
        if (room[..written].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            room[written++] = (byte)'.';
            room[written++] = (byte)'0';
        }

        output.Advance(written);
    }
}
