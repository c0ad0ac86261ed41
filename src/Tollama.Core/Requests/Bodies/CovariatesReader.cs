using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests.Fields;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads the objects of covariate arrays of a request, and counts their values: beyond the limit nothing more is kept of them.</summary>
/// <param name="rules">How strictly.</param>
/// <param name="faults">Is told what is wrong.</param>
internal sealed class CovariatesReader(ReadingRules rules, FaultList faults)
{
    private static readonly Dictionary<string, Column> None = [];

    private readonly List<(string[] Loc, string Name)> _mixed = [];
    private long _values;

    private RequestLimits Limits => rules.Limits;

    /// <summary>Reads the object that the reader stands on.</summary>
    public IReadOnlyDictionary<string, Column> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string[] loc)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return None;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", loc, $"{loc[^1]} must be an object of names and arrays", FieldReader.TokenText(ref reader));
            reader.Skip();
            return None;
        }

        Dictionary<string, Column> covariates = new(StringComparer.Ordinal);
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            rules.Aborted.ThrowIfCancellationRequested();
            if (++count > Limits.MaxCovariates)
            {
                reader.Skip();
            }
            else if (NameText.IsTooLong(ref reader, Limits, out string? name))
            {
                faults.Add("limit", loc, $"the name of a covariate is longer than {Limits.MaxNameLength} characters", FieldReader.TokenText(ref reader));
                reader.Skip();
            }
            else
            {
                reader.Read();
                ReadOne(ref reader, text, name!, loc, covariates);
            }
        }

        if (count > Limits.MaxCovariates)
        {
            faults.Add("limit", loc, $"{count} {loc[^1]}; the limit is {Limits.MaxCovariates} for a series");
        }

        return covariates;
    }

    /// <summary>Counts covariates.</summary>
    /// <param name="covariates">How many.</param>
    /// <param name="values">How many values they have.</param>
    public void Count(int covariates, long values) => _values += Math.Max(values, covariates * (long)RequestLimits.LeastValuesOfCovariate);

    /// <summary>Whether the limit is passed: then nothing more is kept.</summary>
    public bool IsFull => _values > Limits.MaxCovariateValues;

    /// <summary>Adds a fault for each covariate of a series that is numbers here and texts there. Called once its name is known.</summary>
    /// <param name="series">The series, read whole.</param>
    /// <param name="index">Its position.</param>
    public void CheckKinds(SeriesDraft series, string index)
    {
        string id = Excerpt.Of(series.Id);
        foreach ((string[] loc, string name) in _mixed)
        {
            faults.Add("type", [.. loc, name], $"series '{id}': the covariate '{Excerpt.Of(name)}' mixes numbers and texts; send numbers only, or texts (or truth values) only");
        }

        _mixed.Clear();
        if (!rules.RefusesUnknown)
        {
            return;
        }

        foreach ((string name, Column past) in series.Pasts)
        {
            if (series.Futures.TryGetValue(name, out Column? future) && IsKnown(past) && IsKnown(future) && past is CategoryColumn != future is CategoryColumn)
            {
                (string before, string after) = past is CategoryColumn ? ("texts", "numbers") : ("numbers", "texts");
                faults.Add(
                    "type",
                    ["series", index, CovariateUse.FutureName, name],
                    $"series '{id}': the covariate '{Excerpt.Of(name)}' has {before} in the past and {after} in the future; send one kind in both");
            }
        }
    }

    // What is missing throughout is of either kind.
    private static bool IsKnown(Column column) => column.Missing < column.Length;

    /// <summary>Adds a fault if the covariates of all series have more values than the limits allow.</summary>
    public void CheckSize()
    {
        if (IsFull)
        {
            faults.Add("limit", ["series"], $"{_values} values of covariates (each counts as {RequestLimits.LeastValuesOfCovariate} at least); the limit is {Limits.MaxCovariateValues} (TOLLAMA_MAX_POINTS)");
        }
    }

    private void ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string name, string[] loc, Dictionary<string, Column> covariates)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", [.. loc, name], $"the covariate '{name}' must be an array", FieldReader.TokenText(ref reader));
            reader.Skip();
            return;
        }

        if (IsFull)
        {
            reader.Skip();
            return;
        }

        Column values = ReadArray(ref reader, text, name, loc);
        if (!covariates.TryAdd(name, values) && rules.RefusesUnknown)
        {
            ForecastRequestReader.ReportTwice([.. loc, name], faults);
        }
    }

    private Column ReadArray(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string name, string[] loc)
    {
        int start = (int)reader.TokenStartIndex;
        int length = 0;
        int missing = 0;
        bool isNumeric = true;
        bool hasNumbers = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rules.ThrowIfAborted(++length);
            missing += reader.TokenType == JsonTokenType.Null ? 1 : 0;
            if (reader.TokenType == JsonTokenType.Number)
            {
                hasNumbers = true;
                CheckRange(ref reader, length - 1, name, loc);
            }

            if (reader.TokenType is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False)
            {
                isNumeric = false;
                CheckText(ref reader, name, loc);
            }
            else if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                faults.Add("type", [.. loc, name], $"the covariate '{name}' must hold numbers, texts, booleans or nulls", FieldReader.TokenText(ref reader));
                reader.Skip();
            }
        }

        if (hasNumbers && !isNumeric && rules.RefusesUnknown)
        {
            _mixed.Add((loc, name));
        }

        Count(1, length);
        ReadOnlyMemory<byte> json = text[start..(int)reader.BytesConsumed];
        return isNumeric ? NumberColumn.OfJson(json, length, missing)
            : IsFull ? NumberColumn.Empty
            : CategoryColumn.Of(ReadCategories(json, length));
    }

    // Only long numbers and those with an exponent can be beyond the range.
    private void CheckRange(ref Utf8JsonReader reader, int place, string name, string[] loc)
    {
        if ((reader.ValueSpan.Length > 300 || reader.ValueSpan.ContainsAny((byte)'e', (byte)'E')) && !double.IsFinite(JsonNumber.ReadDouble(ref reader)))
        {
            faults.Add(
                "range",
                [.. loc, name, place.ToString(CultureInfo.InvariantCulture)],
                $"a value of the covariate '{name}' is Infinity, or too large for a 64-bit float; send null where a value is missing",
                FieldReader.TokenText(ref reader));
        }
    }

    // A text is repeated for each of its values in the line to the runner.
    private void CheckText(ref Utf8JsonReader reader, string name, string[] loc)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > Limits.MaxNameLength && NameText.IsTooLong(ref reader, Limits, out _))
        {
            faults.Add("limit", [.. loc, name], $"a text of the covariate '{name}' is longer than {Limits.MaxNameLength} characters", FieldReader.TokenText(ref reader));
        }
    }

    private static string?[] ReadCategories(ReadOnlyMemory<byte> json, int length)
    {
        Utf8JsonReader reader = new(json.Span);
        reader.Read();
        string?[] texts = new string?[length];
        for (int place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            texts[place] = JsonCategory.Read(ref reader);
            reader.Skip();
        }

        return texts;
    }
}
