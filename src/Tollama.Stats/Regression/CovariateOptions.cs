using System.Buffers;
using System.Text.Json;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The options of the regression around a model.</summary>
/// <param name="IsBefore">
/// <c>covariate_regression</c>: whether what covariates explain is taken off before the model sees the series.
/// </param>
/// <param name="Ridge"><c>covariate_ridge</c>: what is added to the diagonal of the normal equations; 0 by default.</param>
/// <param name="NonNegative">
/// <c>non_negative</c>, which the model behind the regression cannot obey, because it does not see the whole; <see langword="null"/> when
/// it was not given.
/// </param>
/// <param name="SeasonLengths">
/// <c>season_length</c>, which is left to the model as well; <see langword="null"/> when it was not given.
/// </param>
internal sealed record CovariateOptions(bool IsBefore, double Ridge, bool? NonNegative, int[]? SeasonLengths)
{
    private const string RegressionName = "covariate_regression";
    private const string RidgeName = "covariate_ridge";
    private const string NonNegativeName = "non_negative";
    private const string Before = "before";
    private const string Off = "off";
    private const double HighestRidge = 1e12;

    /// <summary>Reads and checks.</summary>
    /// <param name="reader">The options of the request, then those of the manifest.</param>
    /// <param name="isDefault">Whether there is a regression where nothing is said of it.</param>
    /// <exception cref="Core.Errors.TollamaException">
    /// <see cref="Core.Errors.ErrorCode.InvalidRequest"/>: one of them is not possible.
    /// </exception>
    public static CovariateOptions Read(OptionReader reader, bool isDefault) => new(
        (reader.Choice(RegressionName, Before, Off) ?? (isDefault ? Before : Off)) == Before,
        reader.Number(RidgeName, 0, HighestRidge) ?? 0,
        reader.Boolean(NonNegativeName),
        reader.Integers("season_length"));

    /// <summary>What the model behind the regression is given: options without those that are the regression's alone.</summary>
    public static JsonElement? ForModel(JsonElement? options) => HasOwn(options) ? Rewrite(options, keepsZero: true) : options;

    /// <summary>
    /// What the model is given with a series whose covariates were taken off, and which may be negative where the whole is not.
    /// </summary>
    public static JsonElement? ForRest(JsonElement? options) =>
        options is null or { ValueKind: JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined } ? Rewrite(options, keepsZero: false) : options;

    private static bool HasOwn(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given && (given.TryGetProperty(RegressionName, out _) || given.TryGetProperty(RidgeName, out _));

    private static JsonElement Rewrite(JsonElement? options, bool keepsZero)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty option in options is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject() : default)
            {
                if (option.Name is not (RegressionName or RidgeName) && (keepsZero || option.Name != NonNegativeName))
                {
                    option.WriteTo(writer);
                }
            }

            if (!keepsZero)
            {
                writer.WriteBoolean(NonNegativeName, false);
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }
}
