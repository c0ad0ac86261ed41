using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Repair;

namespace Tollama.Data.Tables.Options;

/// <summary>Table options as the texts of a query.</summary>
internal static class TableQuery
{
    private static readonly Dictionary<string, Func<TableOptions, string, TableOptions?>> Readers = new(StringComparer.Ordinal)
    {
        ["time"] = (options, text) => options with { TimeColumn = text },
        ["target"] = (options, text) => options with { TargetColumns = Names(text) },
        ["id"] = (options, text) => options with { IdColumns = Names(text) },
        ["covariates"] = (options, text) => options with { Covariates = Names(text) },
        ["future_covariates"] = (options, text) => options with { FutureCovariates = Names(text) },
        ["freq"] = ReadFrequency,
        ["strict"] = (options, text) => ReadFlag(text) is { } strict ? options with { Strict = strict } : null,
        ["duplicates"] = (options, text) =>
            Enum.TryParse(text, ignoreCase: true, out DuplicateMerge merge) && Enum.IsDefined(merge) && !char.IsAsciiDigit(text[0])
                ? options with { Duplicates = merge } : null,
        ["delimiter"] = (options, text) => ReadDelimiter(text) is { } delimiter ? options with { Delimiter = delimiter } : null,
        ["decimal"] = (options, text) => text is "." or "," ? options with { DecimalMark = text[0] } : null,
    };

    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["freq"] = "a frequency such as D, MS, h, 15min, PT1H, monthly or auto",
        ["strict"] = "true or false",
        ["duplicates"] = $"one of {string.Join(", ", Enum.GetNames<DuplicateMerge>().Select(name => name.ToLowerInvariant()))}",
        ["delimiter"] = "one of , ; | tab",
        ["decimal"] = "a point or a comma",
    };

    public static IReadOnlyCollection<string> Keys => Readers.Keys;

    public static TableOptions Read(IReadOnlyDictionary<string, string> values, out IReadOnlyList<Fault> faults)
    {
        TableOptions options = new();
        List<Fault> found = [];
        foreach ((string key, Func<TableOptions, string, TableOptions?> read) in Readers)
        {
            if (!values.TryGetValue(key, out string? text) || text.Length == 0)
            {
                continue;
            }

            if (read(options, text) is { } next)
            {
                options = next;
            }
            else
            {
                found.Add(new Fault { Type = "value", Loc = ["query", key], Msg = $"{key}: '{text}' is not {Expected[key]}", Input = text });
            }
        }

        faults = found;
        return options;
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static TableOptions? ReadFrequency(TableOptions options, string text) =>
        text.Equals("auto", StringComparison.OrdinalIgnoreCase) ? options
        : Frequency.TryParse(text, out Frequency? frequency) ? options with { Frequency = frequency }
        : null;

    private static bool? ReadFlag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    private static char? ReadDelimiter(string text) => text switch
    {
        "," or ";" or "|" or "\t" => text[0],
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "bar" or "pipe" => '|',
        _ => null,
    };
}
