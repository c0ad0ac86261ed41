using System.Text.Json;
using System.Text.Unicode;

namespace Tollama.Core.Requests.Bodies;

/// <summary>What a JSON value is like, found out before anything is made of it.</summary>
/// <param name="Bytes">How long its text is.</param>
/// <param name="Members">How many members it has, if it is an object.</param>
/// <param name="HasBrokenText">Whether a text in it is no Unicode: it could be kept, and not be written.</param>
internal readonly record struct ValueSurvey(long Bytes, int Members, bool HasBrokenText)
{
    /// <summary>Looks at the value that the reader stands on.</summary>
    /// <param name="reader">A copy; the caller's stays where it is.</param>
    public static ValueSurvey Of(Utf8JsonReader reader)
    {
        long start = reader.TokenStartIndex;
        int depth = reader.CurrentDepth;
        int members = 0;
        bool isBroken = IsBroken(ref reader);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                members += reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1 ? 1 : 0;
                isBroken = isBroken || IsBroken(ref reader);
            }
        }

        return new ValueSurvey(reader.BytesConsumed - start, members, isBroken);
    }

    /// <summary>What is too much of it, for options; <see langword="null"/> for nothing.</summary>
    public string? FaultOf(RequestLimits limits) =>
        Members > limits.MaxOptions ? $"has {Members} members; the limit is {limits.MaxOptions}"
        : Bytes > limits.MaxOptionsBytes ? $"has {Bytes} bytes; the limit is {limits.MaxOptionsBytes}"
        : null;

    private static bool IsBroken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return false;
        }

        if (!reader.ValueIsEscaped)
        {
            return !Utf8.IsValid(reader.ValueSpan);
        }

        try
        {
            _ = reader.GetString();
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
