using System.Text.Json;
using System.Text.Unicode;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Safetensors;

/// <summary>Reads the JSON of a safetensors header, one tensor after the other.</summary>
internal static class SafetensorsHeaderReader
{
    private const int MaxTensors = 100_000;
    private const int MaxNameLength = 512;
    private const int MaxDepth = 8;
    private const int MaxDimensions = 16;
    private const string MetadataName = "__metadata__";

    internal static (Dictionary<string, string> Metadata, List<TensorEntry> Tensors) Read(ReadOnlySpan<byte> json)
    {
        if (json[0] != (byte)'{' || !Utf8.IsValid(json))
        {
            throw ModelFileFault.Of("The safetensors header is not a JSON object in UTF-8. This is no safetensors file.");
        }

        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            return ReadAll(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw ModelFileFault.Of($"The safetensors header is not valid JSON: {CauseText.Of(error)}", error);
        }
    }

    private static (Dictionary<string, string> Metadata, List<TensorEntry> Tensors) ReadAll(ref Utf8JsonReader reader)
    {
        Dictionary<string, string>? metadata = null;
        List<TensorEntry> tensors = [];
        HashSet<string> names = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!names.Add(name))
            {
                throw ModelFileFault.Of($"The tensor {ModelFileFault.Quote(name)} is listed twice.");
            }

            if (name == MetadataName)
            {
                metadata = ReadMetadata(ref reader);
                continue;
            }

            CheckName(name);
            tensors.Add(ReadTensor(ref reader, name));
            if (tensors.Count > MaxTensors)
            {
                throw ModelFileFault.Of($"The safetensors file lists more than {MaxTensors} tensors.");
            }
        }

        // One more token or anything but white space behind the object is a fault, which the reader itself reports.
        reader.Read();
        return (metadata ?? [], tensors);
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > MaxNameLength || name.Any(char.IsControl))
        {
            throw ModelFileFault.Of($"The tensor name {ModelFileFault.Quote(name)} is empty, longer than {MaxNameLength} characters or has control characters.");
        }
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, MetadataName, "an object of texts");
        Dictionary<string, string> metadata = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, MetadataName, "an object of texts");
            metadata[key] = reader.GetString()!;
        }

        return metadata;
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.StartObject, name, "an object with dtype, shape and data_offsets");
        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            reader.Read();
            switch (field)
            {
                case "dtype" when type is null:
                    type = ReadType(ref reader, name);
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, name, field, MaxDimensions);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, name, field, 2);
                    break;
                default:
                    throw ModelFileFault.Of($"The tensor {ModelFileFault.Quote(name)} has the field {ModelFileFault.Quote(field)} twice or should not have it.");
            }
        }

        return type is { } known && shape is not null && offsets is [long begin, long end]
            ? Checked(new TensorEntry { Name = name, Type = known, Shape = shape, Begin = begin, End = end })
            : throw ModelFileFault.Of($"The tensor {ModelFileFault.Quote(name)} needs a dtype, a shape and two data_offsets.");
    }

    private static TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, name, "a text as dtype");
        string text = reader.GetString()!;
        return TensorTypes.FromWireName(text) ?? throw ModelFileFault.Of(
            $"The tensor {ModelFileFault.Quote(name)} has the dtype {ModelFileFault.Quote(text)}; supported are {TensorTypes.Supported}.");
    }

    private static long[] ReadNumbers(ref Utf8JsonReader reader, string name, string field, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, name, $"a list as {field}");
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0 || numbers.Count == most)
            {
                throw ModelFileFault.Of($"The {field} of tensor {ModelFileFault.Quote(name)} must be at most {most} integers, none negative.");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static TensorEntry Checked(TensorEntry tensor)
    {
        Int128 bytes = tensor.Type.Size();
        foreach (long dimension in tensor.Shape)
        {
            bytes *= dimension;
            if (bytes > long.MaxValue)
            {
                throw ModelFileFault.Of($"The tensor {ModelFileFault.Quote(tensor.Name)} of shape {tensor.ShapeText} is larger than any file.");
            }
        }

        return tensor.Begin <= tensor.End && bytes == tensor.ByteLength
            ? tensor
            : throw ModelFileFault.Of(
                $"The tensor {ModelFileFault.Quote(tensor.Name)} of shape {tensor.ShapeText} and type {tensor.Type.ToWireName()} takes {bytes} bytes, "
                + $"but its data_offsets are {tensor.Begin} and {tensor.End}.");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string name, string what)
    {
        if (reader.TokenType != token)
        {
            throw ModelFileFault.Of($"The entry {ModelFileFault.Quote(name)} of the safetensors header must be {what}.");
        }
    }
}
