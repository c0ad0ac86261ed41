using System.Text;

namespace Tollama.EndToEnd.Tests.Fuzzing;

/// <summary>Makes bad bodies of good ones.</summary>
internal sealed class Mutator(Random dice)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "3.7", "1e999", "-1e999", "1e-320", "NaN", "Infinity", "2147483647", "2147483648", "-2147483649",
        "9223372036854775808", "10001", "1000000", "0.30000000000000004", "\"\"", "\" \"", "\"mock\"", "\"\\u0000\"", "\"\\ud800\"", "\"\u00e9\u4e16\"", "[]", "{}", "[[]]",
        "\"2025-02-30\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"2025-01-01T24:00\"",
        "\"MS\"", "\"ME\"", "\"B\"", "\"99999999D\"", "\"-1D\"", "\"0D\"", "\"P1Y\"", "\"P99999999999Y\"", "\"PT0S\"", "\"1ns\"", "\"auto\"", "\"-5m\"", "\"1e5s\"",
        ",", ":", "\"", "\\", "{", "}", "[", "]", "\n", "\r\n", "\t", ";", "\u2028", "/*", "//", "9999999999999999999999999999",
        "\"model\"", "\"horizon\"", "\"series\"", "\"target\"", "\"timestamps\"", "\"quantiles\"", "\"stream\"", "\"keep_alive\"", "\"id\"",
    ];

    public byte[] Mutate(string seed, string other)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(seed);
        int rounds = dice.Next(5);
        for (int round = 0; round < rounds; round++)
        {
            bytes = Once(bytes, other);
        }

        return bytes;
    }

    public string MutateText(string seed) => dice.Next(3) == 0 ? Encoding.UTF8.GetString(Mutate(seed, seed)) : seed;

    private byte[] Once(byte[] bytes, string other) => dice.Next(16) switch
    {
        0 => Replace(bytes, 1, [(byte)dice.Next(256)]),
        1 => Replace(bytes, 0, [(byte)dice.Next(256)]),
        2 => Replace(bytes, dice.Next(1, 16), []),
        3 => bytes[..dice.Next(bytes.Length + 1)],
        4 => Replace(bytes, 0, Slice(bytes)),
        5 => Replace(bytes, dice.Next(16), Slice(Encoding.UTF8.GetBytes(other))),
        6 => Replace(bytes, 0, Encoding.UTF8.GetBytes(new string("[{\"(,"[dice.Next(5)], dice.Next(300)))),
        _ => ReplaceValue(bytes),
    };

    /// <summary>Puts a token in the place of a number or a string: the result is often JSON still, and wrong in its meaning only.</summary>
    private byte[] ReplaceValue(byte[] bytes)
    {
        byte[] token = Encoding.UTF8.GetBytes(Tokens[dice.Next(Tokens.Length)]);
        int start = dice.Next(bytes.Length + 1);
        while (start < bytes.Length && !IsValueByte(bytes[start]))
        {
            start++;
        }

        int end = start;
        while (end < bytes.Length && IsValueByte(bytes[end]))
        {
            end++;
        }

        return [.. bytes[..start], .. token, .. bytes[end..]];
    }

    private byte[] Replace(byte[] bytes, int count, byte[] by)
    {
        int start = dice.Next(bytes.Length + 1);
        int end = Math.Min(bytes.Length, start + count);
        return [.. bytes[..start], .. by, .. bytes[end..]];
    }

    private byte[] Slice(byte[] bytes)
    {
        int start = dice.Next(bytes.Length + 1);
        return bytes[start..Math.Min(bytes.Length, start + dice.Next(64))];
    }

    private static bool IsValueByte(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'"' or (byte)'.' or (byte)'-' or (byte)'+' or (byte)'_';
}
