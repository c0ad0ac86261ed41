using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Catalog.Architectures;

/// <summary>Reads the keys of a <c>config.json</c>; every fault names the key, its value and what is supported.</summary>
internal readonly struct ConfigReader
{
    /// <summary>The largest configuration that is read, in bytes.</summary>
    internal const int MaxLength = 1_000_000;

    /// <summary>The largest width of a layer, or length in steps, that is read.</summary>
    internal const int MaxSize = 1_000_000;

    /// <summary>The largest number of layers or heads that is read.</summary>
    internal const int MaxCount = 1024;

    private const int MaxLevels = 999;
    private const int MaxDepth = 32;

    private readonly JsonElement _object;
    private readonly string _path;

    private ConfigReader(JsonElement element, string path)
    {
        _object = element;
        _path = path;
    }

    /// <summary>Reads a configuration with <paramref name="read"/>; nothing but a <see cref="TollamaException"/> escapes.</summary>
    internal static T Read<T>(ReadOnlySpan<byte> configJson, Func<ConfigReader, T> read)
    {
        if (configJson.Length > MaxLength)
        {
            throw ModelFileFault.Of($"The config.json has {configJson.Length} bytes; at most {MaxLength} are read.");
        }

        try
        {
            if (DuplicateNames.Find(new Utf8JsonReader(configJson, new JsonReaderOptions { MaxDepth = MaxDepth })) is { } twice)
            {
                throw ModelFileFault.Of($"The config.json has '{Excerpt.Of(string.Join('.', twice))}' twice; which of the two would count, nobody could know.");
            }

            using JsonDocument document = JsonDocument.Parse(configJson.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(new ConfigReader(document.RootElement, ""))
                : throw ModelFileFault.Of("The config.json is not a JSON object.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw ModelFileFault.Of($"The config.json is not valid JSON: {CauseText.Of(error)}", error);
        }
    }

    /// <summary>True if the key is there and not null.</summary>
    internal bool Has(string key) => _object.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The object of a key.</summary>
    internal ConfigReader Section(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? new ConfigReader(value, _path + key + ".")
            : throw Fault(key, "must be an object");

    /// <summary>The text of a key; <see langword="null"/> when it is absent or no text.</summary>
    internal string? Text(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The first text of the list of a key; <see langword="null"/> when there is none.</summary>
    internal string? FirstText(string key) =>
        _object.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value[0].ValueKind == JsonValueKind.String
            ? value[0].GetString()
            : null;

    /// <summary>An integer in a range; <paramref name="fallback"/> when the key is absent or null.</summary>
    internal int Integer(string key, int min, int max, int? fallback = null)
    {
        if (!Has(key) && fallback is { } value)
        {
            return value;
        }

        return _object.TryGetProperty(key, out JsonElement element) && element.ValueKind == JsonValueKind.Number
            && element.TryGetInt32(out int number) && number >= min && number <= max
            ? number
            : throw Fault(key, $"must be an integer from {min} to {max}");
    }

    /// <summary>The number of layers, heads or the like.</summary>
    internal int Count(string key, int? fallback = null) => Integer(key, 1, MaxCount, fallback);

    /// <summary>The width of a layer, or a length in steps.</summary>
    internal int Size(string key, int? fallback = null) => Integer(key, 1, MaxSize, fallback);

    /// <summary>A positive number; <paramref name="fallback"/> when the key is absent or null.</summary>
    internal double Positive(string key, double fallback)
    {
        if (!Has(key))
        {
            return fallback;
        }

        return _object.TryGetProperty(key, out JsonElement element) && element.ValueKind == JsonValueKind.Number
            && element.TryGetDouble(out double number) && number > 0 && double.IsFinite(number)
            ? number
            : throw Fault(key, "must be a positive number");
    }

    /// <summary>True or false; <paramref name="fallback"/> when the key is absent or null.</summary>
    internal bool Flag(string key, bool fallback) => !Has(key)
        ? fallback
        : _object.GetProperty(key).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Fault(key, "must be true or false"),
        };

    /// <summary>Quantile levels, ascending in (0, 1), with the median among them.</summary>
    internal double[] Levels(string key)
    {
        if (!_object.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MaxLevels)
        {
            throw Fault(key, $"must be a list of 1 to {MaxLevels} quantile levels");
        }

        List<double> levels = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            double last = levels.Count == 0 ? 0 : levels[^1];
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out double level) || !(level > last && level < 1))
            {
                throw Fault(key, "must be quantile levels that ascend between 0 and 1");
            }

            levels.Add(level);
        }

        return levels.Contains(0.5) ? [.. levels] : throw Fault(key, "must have the level 0.5, the median");
    }

    /// <summary>Refuses every text but one; an absent key is fine.</summary>
    internal void Expect(string key, string supported)
    {
        if (Has(key) && Text(key) != supported)
        {
            throw Fault(key, $"is not supported; only '{supported}' is");
        }
    }

    /// <summary>Refuses a flag of the other value; an absent key is fine.</summary>
    internal void Expect(string key, bool supported)
    {
        if (Flag(key, supported) != supported)
        {
            throw Fault(key, $"is not supported; only {(supported ? "true" : "false")} is");
        }
    }

    /// <summary>Refuses a value; null, an empty list and an absent key are fine.</summary>
    internal void ExpectNone(string key)
    {
        if (Has(key) && !(_object.GetProperty(key) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0))
        {
            throw Fault(key, "is not supported; only null is");
        }
    }

    /// <summary>The error about a key's value.</summary>
    internal TollamaException Fault(string key, string complaint)
    {
        string value = _object.TryGetProperty(key, out JsonElement element)
            ? "is " + ModelFileFault.Quote(element.GetRawText())
            : "is missing";
        return ModelFileFault.Of(string.Create(CultureInfo.InvariantCulture, $"The key {_path}{key} of config.json {value}; it {complaint}."));
    }
}
