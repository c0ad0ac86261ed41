using System.Buffers;

namespace Tollama.Core.Requests;

/// <summary>Tells tables that are written in JSON from requests: an array of records, lines of records, and the objects that data frames are written as.</summary>
public static class JsonTables
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"[]{}"u8);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>What kind of table the text looks like. What it has is not read: a table may still turn out to be none.</summary>
    /// <param name="text">The text, from its beginning.</param>
    /// <param name="isJson">Whether somebody said that it is JSON: then every array is a table, also one that has no records.</param>
    public static JsonTableForm FormOf(ReadOnlySpan<byte> text, bool isJson = false)
    {
        text = text.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        text = SkipBlanks(text);
        return text switch
        {
            [(byte)'[', .. var rest] => isJson || SkipBlanks(rest) is [(byte)'{' or (byte)'[', ..] || SkipBlanks(rest) is [(byte)']', .. var after] && SkipBlanks(after).IsEmpty
                ? JsonTableForm.Records
                : JsonTableForm.None,
            [(byte)'{', ..] => IsFirstOfLines(text) ? JsonTableForm.Lines : IsFrame(text) ? JsonTableForm.Frame : JsonTableForm.None,
            _ => JsonTableForm.None,
        };
    }

    /// <summary>An object that ends with its line, and another on the next one: no request goes on like that.</summary>
    private static bool IsFirstOfLines(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        return end > 0 && SkipBlanks(text[1..end]) is [(byte)'"', ..] && text[..end].TrimEnd(" \t"u8) is [.., (byte)'}'] && SkipBlanks(text[end..]) is [(byte)'{', ..];
    }

    /// <summary>An object of nothing but objects and arrays, and without series: a request names its model or its horizon, or has series.</summary>
    private static bool IsFrame(ReadOnlySpan<byte> text)
    {
        int members = 0;
        text = SkipBlanks(text[1..]);
        while (text is [(byte)'"', ..])
        {
            int name = LengthOfString(text);
            if (text[..name].SequenceEqual("\"series\""u8))
            {
                return false;
            }

            text = SkipBlanks(text[name..]);
            text = text is [(byte)':', .. var value] ? SkipBlanks(value) : [];
            if (text is not [(byte)'{' or (byte)'[', ..])
            {
                return false;
            }

            members++;
            text = SkipBlanks(text[LengthOfValue(text)..]);
            text = text is [(byte)',', .. var next] ? SkipBlanks(next) : text;
        }

        return members > 0;
    }

    /// <summary>How long an array or an object is, whose brackets are counted and not compared.</summary>
    private static int LengthOfValue(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        int at = 0;
        while (at < text.Length && text[at..].IndexOfAny(Marks) is >= 0 and int passed)
        {
            at += passed;
            if (text[at] == (byte)'"')
            {
                at += LengthOfString(text[at..]);
                continue;
            }

            depth += text[at] is (byte)'[' or (byte)'{' ? 1 : -1;
            at++;
            if (depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        int at = 1;
        while (at < text.Length && text[at..].IndexOfAny((byte)'"', (byte)'\\') is >= 0 and int passed)
        {
            at += passed;
            if (text[at] == (byte)'"')
            {
                return at + 1;
            }

            at += 2;
        }

        return text.Length;
    }

    private static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Blanks) is >= 0 and int first ? text[first..] : [];
}
