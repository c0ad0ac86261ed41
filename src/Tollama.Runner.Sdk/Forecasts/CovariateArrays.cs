using System.Globalization;
using System.Text.Json;

namespace Tollama.Runner.Sdk;

/// <summary>The covariates of one object, numbers and categories apart.</summary>
internal sealed class CovariateArrays
{
    /// <summary>No covariates.</summary>
    public static CovariateArrays None { get; } = new();

    /// <summary>Those of numbers and nulls, the latter as NaN.</summary>
    public Dictionary<string, double[]> Numbers { get; } = [];

    /// <summary>Those with a text or a truth value among their values.</summary>
    public Dictionary<string, string?[]> Categories { get; } = [];

    /// <summary>Reads the object that follows, or a null in its place.</summary>
    public static CovariateArrays Read(ref Utf8JsonReader reader, string name)
    {
        if (!Json.EnterObject(ref reader, name))
        {
            return None;
        }

        CovariateArrays arrays = new();
        while (Json.NextProperty(ref reader))
        {
            string covariate = reader.GetString()!;
            Utf8JsonReader start = reader;
            if (Json.ReadNumbers(ref reader, covariate) is { } numbers)
            {
                arrays.Numbers[covariate] = numbers;
            }
            else if (Json.ReadTexts(ref start) is { } texts)
            {
                arrays.Categories[covariate] = texts;
            }
        }

        return arrays;
    }

    /// <summary>Makes categories of the numbers of a covariate whose other part has texts: what is missing throughout looks like numbers.</summary>
    public void TakeKindsOf(CovariateArrays other)
    {
        foreach (string name in other.Categories.Keys)
        {
            if (Numbers.Remove(name, out double[]? numbers))
            {
                Categories[name] = Array.ConvertAll(numbers, number => double.IsNaN(number) ? null : number.ToString("R", CultureInfo.InvariantCulture));
            }
        }
    }
}
