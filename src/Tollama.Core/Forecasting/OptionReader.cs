using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Core.Forecasting;

/// <summary>Reads the <c>options</c> object of a request, completed by that of the model's manifest.</summary>
/// <remarks>A model's options are those that it asks for; what nobody asked for is refused by <see cref="RefuseOthers"/>.</remarks>
public sealed class OptionReader
{
    private readonly string _model;
    private readonly JsonElement[] _objects;
    private readonly List<string> _known = [];

    /// <summary>Creates a reader.</summary>
    /// <param name="model">The model, as users type it.</param>
    /// <param name="layers">The objects, the one that counts most first; <see langword="null"/> for none.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: one of them is no object.</exception>
    public OptionReader(string model, params ReadOnlySpan<JsonElement?> layers)
    {
        _model = model;
        List<JsonElement> objects = [];
        foreach (JsonElement? layer in layers)
        {
            if (layer is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
            {
                objects.Add(given.ValueKind == JsonValueKind.Object
                    ? given
                    : throw Invalid($"options is {Shorten(given)}", "Give an object, e.g. {\"season_length\": 12}."));
            }
        }

        _objects = [.. objects];
    }

    /// <summary>An integer in a range; <see langword="null"/> when it was not given.</summary>
    public int? Integer(string name, int lowest = 1, int highest = int.MaxValue) =>
        Find(name) is JsonElement value ? ReadInteger(name, value, lowest, highest) : null;

    /// <summary>An integer or a list of some; <see langword="null"/> when it was not given.</summary>
    public int[]? Integers(string name, int lowest = 1, int highest = int.MaxValue)
    {
        if (Find(name) is not JsonElement value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [ReadInteger(name, value, lowest, highest)];
        }

        int[] numbers = [.. value.EnumerateArray().Select(entry => ReadInteger(name, entry, lowest, highest))];
        return numbers.Length > 0 ? numbers : throw Invalid($"options.{name} is []", $"Give an integer from {lowest} on, or a list of them.");
    }

    /// <summary>A list of integers, for which a number n stands for 1 to n; <see langword="null"/> when it was not given.</summary>
    /// <param name="name">The option.</param>
    /// <param name="mostCount">The highest number that may stand for a list.</param>
    /// <param name="lowest">The lowest integer of a list.</param>
    /// <param name="highest">The highest integer of a list.</param>
    public int[]? CountOrIntegers(string name, int mostCount, int lowest = 1, int highest = int.MaxValue) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value
            ? [.. Enumerable.Range(1, ReadInteger(name, value, lowest: 1, mostCount))]
            : Integers(name, lowest, highest);

    /// <summary>A number in a range; <see langword="null"/> when it was not given.</summary>
    public double? Number(string name, double lowest, double highest)
    {
        if (Find(name) is not JsonElement value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number >= lowest && number <= highest
            ? number
            : throw Invalid(
                $"options.{name} is {Shorten(value)}",
                string.Create(CultureInfo.InvariantCulture, $"Give a number from {lowest} to {highest}."));
    }

    /// <summary>A number in a range; NaN for true or <c>"auto"</c>, to find one; <see langword="null"/> for false and when it was not given.</summary>
    public double? NumberOrAutomatic(string name, double lowest, double highest) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => null,
        { ValueKind: JsonValueKind.True } => double.NaN,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("auto") => double.NaN,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && number >= lowest && number <= highest => number,
        JsonElement value => throw Invalid(
            $"options.{name} is {Shorten(value)}",
            string.Create(CultureInfo.InvariantCulture, $"Give true, \"auto\" or a number from {lowest} to {highest}.")),
    };

    /// <summary>True or false; <see langword="null"/> when it was not given.</summary>
    public bool? Boolean(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        JsonElement value => throw Invalid($"options.{name} is {Shorten(value)}", "Give true or false."),
    };

    /// <summary>One of several words; <see langword="null"/> when it was not given.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> choices)
    {
        if (Find(name) is not JsonElement value)
        {
            return null;
        }

        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return choices.Contains(text!) ? text : throw Invalid($"options.{name} is {Shorten(value)}", $"Give one of {string.Join(", ", choices.ToArray())}.");
    }

    /// <summary>A text that the model checks itself; <see langword="null"/> when it was not given.</summary>
    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        JsonElement value => throw Invalid($"options.{name} is {Shorten(value)}", "Give a text."),
    };

    /// <summary>Refuses the options that nobody asked for.</summary>
    /// <param name="beside">Names that may stand beside options, and may have been meant.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there is one; the nearest known name is in the hint.</exception>
    public void RefuseOthers(IReadOnlyList<string>? beside = null)
    {
        foreach (JsonProperty option in _objects.SelectMany(layer => layer.EnumerateObject()))
        {
            if (!_known.Contains(option.Name))
            {
                string? nearest = NearestName.Best(option.Name, _known.Concat(beside ?? []));
                throw Invalid(
                    $"{_model} has no option '{Excerpt.Of(option.Name)}'",
                    _known.Count == 0 ? "It has no options."
                        : nearest is null ? $"Its options are {string.Join(", ", _known)}."
                        : $"Did you mean '{nearest}'?");
            }
        }
    }

    private static int ReadInteger(string name, JsonElement value, int lowest, int highest) =>
        JsonNumber.TryReadWhole(value, out long number) && number >= lowest && number <= highest
            ? (int)number
            : throw Invalid($"options.{name} is {Shorten(value)}", $"Give an integer from {lowest} to {highest}.");

    private static TollamaException Invalid(string what, string hint) => new(ErrorCode.InvalidRequest, $"{what}.", hint);

    private static string Shorten(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }

    private JsonElement? Find(string name)
    {
        _known.Add(name);
        foreach (JsonElement layer in _objects)
        {
            if (layer.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return null;
    }
}
