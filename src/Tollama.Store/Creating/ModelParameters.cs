using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Store;

/// <summary>The defaults that a model can have for its requests. What a request says itself wins.</summary>
public static partial class ModelParameters
{
    /// <summary>Steps to forecast.</summary>
    public const string Horizon = "horizon";

    /// <summary>Quantile levels.</summary>
    public const string Quantiles = "quantiles";

    /// <summary>The time between two values.</summary>
    public const string Frequency = "freq";

    /// <summary>Values in a season; an option of the models that have seasons.</summary>
    public const string SeasonLength = "season_length";

    /// <summary>How many of the last values a model may look at.</summary>
    public const string ContextLength = "context_length";

    /// <summary>Parameters that are no options of a model.</summary>
    internal static readonly string[] OfAll = [Horizon, Quantiles, Frequency];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaxQuantiles = 1000;

    private const int MaxNumber = 10_000_000;

    /// <summary>Checks a parameter.</summary>
    /// <param name="key">Its name. One that is not known here is an option of the model's family, which judges it.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The value as it is kept.</returns>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the name or the value is not possible.</exception>
    public static JsonNode Read(string key, JsonNode? value)
    {
        if (!Key().IsMatch(key))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"'{ModelNameGrammar.Printable(key)}' is not the name of a parameter", "for instance horizon, quantiles, freq, season_length, context_length");
        }

        if (!IsText(value))
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"the parameter {key} has a value with half a character in it, or a number that JSON cannot hold");
        }

        return key switch
        {
            Horizon or SeasonLength or ContextLength => RequireNumber(key, value),
            Quantiles => RequireQuantiles(value),
            Frequency => RequireFrequency(value),
            _ => value is null or JsonObject ? throw Fault(key, value, "a number, a text, true, false or a list of them") : value.DeepClone(),
        };
    }

    /// <summary>A value as a Modelfile has it: JSON if it is that, numbers with commas or blanks between them as a list, else a text.</summary>
    public static JsonNode FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words.All(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)))
        {
            return new JsonArray([.. words.Select(word => (JsonNode)JsonValue.Create(double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture)))]);
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false }) is { } node and not JsonObject ? node : JsonValue.Create(text);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return JsonValue.Create(text);
        }
    }

    // By its text: a node that was made of an int does not give a double.
    private static double? NumberOf(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    /// <summary>False for what a node can hold and JSON cannot: infinities, and halves of surrogate pairs, which are noticed only when they are read.</summary>
    private static bool IsText(JsonNode? value)
    {
        try
        {
            return value switch
            {
                JsonArray list => list.All(IsText),
                JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => StrictUtf8.GetByteCount(scalar.GetValue<string>()) >= 0,
                _ => value?.ToJsonString() is not "",
            };
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonValue RequireNumber(string key, JsonNode? value) =>
        NumberOf(value) is { } amount && amount is >= 1 and <= MaxNumber && double.IsInteger(amount)
            ? JsonValue.Create((int)amount)
            : throw Fault(key, value, $"a whole number from 1 to {MaxNumber.ToString(CultureInfo.InvariantCulture)}");

    private static JsonArray RequireQuantiles(JsonNode? value)
    {
        List<double> levels = [];
        foreach (JsonNode? item in value as JsonArray ?? [value?.DeepClone()])
        {
            double level = QuantileLevel.Of(NumberOf(item) ?? 0);
            levels.Add(level is > 0 and < 1 && levels.Count < MaxQuantiles ? level : throw Fault(Quantiles, value, "levels between 0 and 1, each once, as in 0.1,0.5,0.9"));
        }

        levels.Sort();
        if (levels.Distinct().Count() < levels.Count)
        {
            throw Fault(Quantiles, value, "levels between 0 and 1, each once, as in 0.1,0.5,0.9");
        }

        return new JsonArray([.. levels.Select(level => (JsonNode)JsonValue.Create(level))]);
    }

    private static JsonValue RequireFrequency(JsonNode? value)
    {
        if (value is not JsonValue text || !text.TryGetValue(out string? name))
        {
            throw Fault(Frequency, value, "a frequency, as in D, MS, 15min");
        }

        return Core.Frequencies.Frequency.FaultOf(name) is { } fault
            ? throw new TollamaException(ErrorCode.InvalidRequest, $"the parameter {Frequency}: {fault}")
            : JsonValue.Create(name);
    }

    private static TollamaException Fault(string key, JsonNode? value, string expected) => new(
        ErrorCode.InvalidRequest, $"the parameter {key} cannot be '{ModelNameGrammar.Printable(value?.ToJsonString())}': expected {expected}");

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
