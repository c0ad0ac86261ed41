using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tollama.Testing;

/// <summary>Whether sentences say only what the numbers beside them say: each number in the text is one of the fields, rounded as it is written.</summary>
public static partial class CarriedNumbers
{
    private const string Text = "text";

    /// <summary>The numbers of a text that no field carries.</summary>
    /// <param name="told">An object with a field <c>text</c>, a list of sentences.</param>
    /// <returns>The number, and the sentence it stands in.</returns>
    public static IReadOnlyList<string> Invented(JsonElement told)
    {
        List<double> numbers = [];
        HashSet<string> texts = [];
        foreach (JsonProperty field in told.EnumerateObject().Where(field => field.Name != Text))
        {
            Collect(field, numbers, texts);
        }

        // A name that is a number, such as a season's length, would take digits out of other numbers.
        string[] longestFirst = [.. texts
            .Where(text => text.Any(char.IsAsciiDigit) && !double.TryParse(text, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(text => text.Length)];
        return [.. told.GetProperty(Text).EnumerateArray().Select(line => line.GetString()!).SelectMany(line => InventedIn(line, longestFirst, numbers))];
    }

    private static IEnumerable<string> InventedIn(string sentence, string[] texts, List<double> numbers)
    {
        string left = texts.Aggregate(sentence, (rest, text) => rest.Replace(text, "", StringComparison.Ordinal));
        foreach (Match match in Number().Matches(left))
        {
            double shown = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            int decimals = match.Groups["decimals"].Length;
            double unit = match.Groups["percent"].Success ? 100 : 1;
            double slack = (0.5 * Math.Pow(10, -decimals)) + (1e-9 * Math.Abs(shown));
            if (!numbers.Any(number => Math.Abs(Math.Abs(number * unit) - Math.Abs(shown)) <= slack))
            {
                yield return $"{match.Value} in: {sentence}";
            }
        }
    }

    private static void Collect(JsonProperty field, List<double> numbers, HashSet<string> texts)
    {
        texts.Add(field.Name);
        Collect(field.Value, numbers, texts);
    }

    private static void Collect(JsonElement value, List<double> numbers, HashSet<string> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in value.EnumerateObject())
                {
                    Collect(field, numbers, texts);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement element in value.EnumerateArray())
                {
                    Collect(element, numbers, texts);
                }

                break;
            case JsonValueKind.Number:
                numbers.Add(value.GetDouble());
                break;
            case JsonValueKind.String:
                string text = value.GetString()!;
                texts.Add(text);
                numbers.AddRange(Number().Matches(text).Select(match => double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)));
                break;
            default:
                break;
        }
    }

    [GeneratedRegex(@"(?<number>-?\d+(\.(?<decimals>\d+))?(E[+-]?\d+)?)(?<percent> %)?")]
    private static partial Regex Number();
}
