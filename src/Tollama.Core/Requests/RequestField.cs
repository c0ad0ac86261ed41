using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>One field of a forecast request, under one name everywhere: in a JSON body, in a query, and with dashes as an option of the command line.</summary>
public abstract class RequestField
{
    private protected RequestField(string name, FieldPlaces places, string description)
    {
        Name = name;
        Places = places;
        Description = description;
    }

    /// <summary>Its name on the wire: <c>fail_fast</c>.</summary>
    public string Name { get; }

    /// <summary>Where it may stand.</summary>
    public FieldPlaces Places { get; }

    /// <summary>One line for people.</summary>
    public string Description { get; }

    /// <summary>An older name that means the same; <see langword="null"/> for none.</summary>
    public string? Alias { get; init; }

    /// <summary>What stands for the value in a usage text: <c>column</c>; <see langword="null"/> for a field that is true or false.</summary>
    public string? ValueName { get; init; }

    /// <summary>Whether two texts of the value say the same.</summary>
    internal Func<string, string, bool> AreOne { get; init; } = string.Equals;

    /// <summary>True for a field that is true or false.</summary>
    public bool IsFlag => ValueName is null;

    /// <summary>The field with a value as messages and hints write it, so that the command line can show it as its own option: <c>duplicates=sum</c>.</summary>
    /// <param name="value">The value; quoted when it has other signs than those of names and numbers.</param>
    public string With(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool isPlain = value.Length > 0 && char.IsLetterOrDigit(value[0]) && char.IsLetterOrDigit(value[^1]) && value.All(letter => char.IsLetterOrDigit(letter) || "_-.,".Contains(letter));
        return $"{Name}={(isPlain ? value : $"'{value}'")}";
    }

    /// <summary>Reads the value from a text, as it stands in a query or behind an option.</summary>
    /// <param name="request">The request so far.</param>
    /// <param name="text">The text.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Is told what is wrong with the text.</param>
    /// <returns>The request with the value; as it was when the text is none.</returns>
    public ForecastRequest ReadText(ForecastRequest request, string text, RequestLimits limits, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(text);
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(JsonOf(text)));
        reader.Read();
        return ReadJson(ref reader, request, limits, faults);
    }

    /// <summary>The value as a text; <see langword="null"/> when the request does not say it.</summary>
    public abstract string? TextOf(ForecastRequest request);

    /// <summary>Reads the value that the reader stands on.</summary>
    internal abstract ForecastRequest ReadJson(ref Utf8JsonReader reader, ForecastRequest request, RequestLimits limits, FaultList faults);

    /// <summary>Writes name and value, if the request says the value.</summary>
    internal abstract void Write(Utf8JsonWriter writer, ForecastRequest request);

    /// <summary>The JSON that a text stands for.</summary>
    private protected abstract string JsonOf(string text);
}
