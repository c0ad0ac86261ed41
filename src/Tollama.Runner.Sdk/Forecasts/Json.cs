using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Runner.Sdk;

/// <summary>The steps of reading JSON token by token, each with an error that names the field.</summary>
internal static class Json
{
    private const int InitialLength = 256;

    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string name, string what)
    {
        reader.Read();
        ParameterException.ThrowIf(reader.TokenType != type, $"{name} is not {what}");
    }

    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes to the next item of the array; false at its end.</summary>
    public static bool NextItem(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Goes into an object; false when there is a null instead.</summary>
    public static bool EnterObject(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        ParameterException.ThrowIf(reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null), $"{name} is not an object");
        return reader.TokenType == JsonTokenType.StartObject;
    }

    public static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static string? ReadString(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        ParameterException.ThrowIf(reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null), $"{name} is not a string");
        return reader.GetString();
    }

    public static int ReadInt32(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        int value = 0;
        ParameterException.ThrowIf(reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out value), $"{name} is not an integer");
        return value;
    }

    /// <summary>An integer; 0 for null.</summary>
    public static long ReadInt64(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        long value = 0;
        ParameterException.ThrowIf(
            reader.TokenType != JsonTokenType.Null && (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out value)),
            $"{name} is not an integer");
        return value;
    }

    /// <summary>A truth value; false for null.</summary>
    public static bool ReadBoolean(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        ParameterException.ThrowIf(
            reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null), $"{name} is not true or false");
        return reader.TokenType == JsonTokenType.True;
    }

    public static JsonElement ReadElement(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>Numbers and nulls, the latter as NaN, straight from the text where it holds nothing else.</summary>
    /// <param name="reader">Stands on the property's name.</param>
    /// <param name="text">The text that the reader reads.</param>
    /// <param name="name">The property's name, for messages.</param>
    /// <returns>As <see cref="ReadNumbers(ref Utf8JsonReader, string)"/>.</returns>
    public static double[]? ReadNumbers(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text, string name)
    {
        Utf8JsonReader start = reader;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            NumberArrayReader numbers = new(text[(int)reader.TokenStartIndex..]);
            double[] values = new double[InitialLength];
            int count = 0;
            while (numbers.MoveNext())
            {
                if (count == values.Length)
                {
                    Array.Resize(ref values, 2 * count);
                }

                values[count++] = numbers.Value;
            }

            if (numbers.IsComplete)
            {
                text = text[((int)reader.TokenStartIndex + numbers.Consumed)..];
                reader = NumberArrayReader.Resume(text, start.CurrentState);
                Array.Resize(ref values, count);
                return values;
            }
        }

        reader = start;
        return ReadNumbers(ref reader, name);
    }

    /// <summary>Texts, truth values and numbers, all as texts, and nulls.</summary>
    /// <returns><see langword="null"/> when there is a null instead of the array.</returns>
    public static string?[]? ReadTexts(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        List<string?> texts = [];
        while (NextItem(ref reader))
        {
            texts.Add(JsonCategory.Read(ref reader));
            reader.Skip();
        }

        return [.. texts];
    }

    /// <summary>Numbers and nulls, the latter as NaN.</summary>
    /// <returns><see langword="null"/> when something else is among them, or there is a null instead of the array; it is skipped.</returns>
    public static double[]? ReadNumbers(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        ParameterException.ThrowIf(reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null), $"{name} is not an array");
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        double[] values = new double[InitialLength];
        int count = 0;
        bool numeric = true;
        while (NextItem(ref reader))
        {
            if (count == values.Length)
            {
                Array.Resize(ref values, 2 * count);
            }

            if (reader.TokenType == JsonTokenType.Number)
            {
                values[count++] = JsonNumber.ReadDouble(ref reader);
            }
            else
            {
                numeric &= reader.TokenType == JsonTokenType.Null;
                values[count++] = double.NaN;
                reader.Skip();
            }
        }

        Array.Resize(ref values, count);
        return numeric ? values : null;
    }
}
