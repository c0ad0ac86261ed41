using System.Globalization;
using System.Text.Json.Nodes;
using Tollama.Core.Json;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Forecasting;

/// <summary>Turns the query of a table request into the JSON object that the same request would have had: one set of rules, one set of messages.</summary>
internal static class TableSettings
{
    private const string OptionPrefix = "option.";

    internal static ReadOnlyMemory<byte> ToJson(IReadOnlyDictionary<string, string> query)
    {
        JsonObject settings = [];
        JsonObject options = [];
        foreach ((string key, string value) in query)
        {
            if (key.StartsWith(OptionPrefix, StringComparison.Ordinal))
            {
                options[key[OptionPrefix.Length..]] = Guess(value);
            }
            else if (key is "season_length" or "non_negative")
            {
                options[key] = Guess(value);
            }
            else if (key == "quantiles")
            {
                settings[key] = List(value);
            }
            else if (key is "model" or "name" or "covariates_mode" or "on_bad_data" or "keep_alive" or "timeout")
            {
                settings[key] = value;
            }
            else if (!TableOptions.QueryKeys.Contains(key))
            {
                settings[key] = Guess(value);
            }
        }

        if (options.Count > 0)
        {
            settings["options"] = options;
        }

        return System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(settings, TollamaJsonContext.Default.JsonObject);
    }

    private static JsonArray List(string value) =>
        [.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Scalar)];

    private static JsonNode? Guess(string value) => value.Contains(',', StringComparison.Ordinal) ? List(value) : Scalar(value);

    /// <summary>A number or a flag where the text is one, otherwise the text: the request's reader then says what it expected.</summary>
    private static JsonNode? Scalar(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return JsonValue.Create(whole);
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return JsonValue.Create(number);
        }

        return bool.TryParse(text, out bool flag) ? JsonValue.Create(flag) : JsonValue.Create(text);
    }
}
