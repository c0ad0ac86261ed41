using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Reads the <c>options</c> object of a request to one model.</summary>
internal static class StatsOptionsReader
{
    private const string SeasonLength = "season_length";
    private const string Window = "window";
    private const string NonNegative = "non_negative";

    /// <summary>Reads and checks.</summary>
    /// <param name="options">The object; <see langword="null"/> for none.</param>
    /// <param name="model">The model it is for, as users type it.</param>
    /// <param name="takesWindow">True if the model has the option <c>window</c>.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: an unknown name, or a value that is not possible.</exception>
    public static StatsOptions Read(JsonElement? options, string model, bool takesWindow)
    {
        if (options is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given)
        {
            return StatsOptions.None;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"options is {Shorten(given)}", "Give an object, e.g. {\"season_length\": 12}.");
        }

        StatsOptions result = StatsOptions.None;
        foreach (JsonProperty option in given.EnumerateObject())
        {
            result = option.Name switch
            {
                SeasonLength => result with { SeasonLengths = ReadSeasonLengths(option.Value) },
                NonNegative => result with { NonNegative = ReadBoolean(option) },
                Window when takesWindow => result with { Window = ReadPositive(option.Name, option.Value) },
                _ => throw Unknown(option.Name, model, takesWindow),
            };
        }

        return result;
    }

    private static int[] ReadSeasonLengths(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [ReadPositive(SeasonLength, value)];
        }

        int[] lengths = [.. value.EnumerateArray().Select(entry => ReadPositive(SeasonLength, entry))];
        return lengths.Length > 0 ? lengths : throw Invalid("options.season_length is []", "Give an integer from 1 on, or a list of them.");
    }

    private static int ReadPositive(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 1
            ? number
            : throw Invalid($"options.{name} is {Shorten(value)}", $"Give an integer from 1 to {int.MaxValue}.");

    private static bool ReadBoolean(JsonProperty option) => option.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Invalid($"options.{option.Name} is {Shorten(option.Value)}", "Give true or false."),
    };

    private static TollamaException Unknown(string name, string model, bool takesWindow)
    {
        string[] known = takesWindow ? [SeasonLength, NonNegative, Window] : [SeasonLength, NonNegative];
        string? nearest = NearestName.Best(name, known);
        return Invalid(
            $"{model} has no option '{name}'",
            nearest is null ? $"Its options are {string.Join(", ", known)}." : $"Did you mean '{nearest}'?");
    }

    private static TollamaException Invalid(string what, string hint) => new(ErrorCode.InvalidRequest, $"{what}. {hint}", hint);

    private static string Shorten(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
