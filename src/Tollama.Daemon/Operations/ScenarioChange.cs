using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>A change to a target or to one part of a covariate, at every place.</summary>
/// <param name="Operation"><c>multiply</c>, <c>add</c> or <c>replace</c>.</param>
/// <param name="Field"><c>target</c>, <c>past_covariates</c> or <c>future_covariates</c>.</param>
/// <param name="Key">The covariate; <see langword="null"/> for the target.</param>
/// <param name="Value">The number, or the text that replaces a category.</param>
/// <param name="SeriesId">The series; <see langword="null"/> for all.</param>
internal sealed record ScenarioChange(string Operation, string Field, string? Key, JsonElement Value, string? SeriesId)
{
    internal const string Replace = "replace";

    internal const string Target = "target";

    /// <summary>The series with the change, or as it was if the change is for another one.</summary>
    /// <exception cref="TollamaException">The series has no such covariate, or the change makes no sense for it.</exception>
    internal TimeSeries ApplyTo(TimeSeries series)
    {
        if (SeriesId is not null && SeriesId != series.Id)
        {
            return series;
        }

        if (Field == Target)
        {
            return series with { Target = (NumberColumn)Changed(series.Target, series.Id) };
        }

        bool isPast = Field == CovariateUse.PastName;
        Covariate? found = series.Covariates.FirstOrDefault(covariate => covariate.Name == Key);
        if ((isPast ? found?.Past : found?.Future) is not { } column)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"series '{series.Id}' has no {Field}.{Excerpt.Of(Key!)} to change", "name a covariate that every series has, or series_id");
        }

        Column changed = Changed(column, series.Id);
        Covariate other = isPast ? new Covariate(found!.Name, changed, found.Future) : new Covariate(found!.Name, found.Past, changed);
        return series with { Covariates = [.. series.Covariates.Select(covariate => ReferenceEquals(covariate, found) ? other : covariate)] };
    }

    private Column Changed(Column column, string id)
    {
        if (Operation == Replace && column.Missing < column.Length && Value.ValueKind == JsonValueKind.String != column is CategoryColumn)
        {
            string kind = column is CategoryColumn ? "texts" : "numbers";
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"series '{id}': {Field}.{Excerpt.Of(Key!)} holds {kind}, and cannot be replaced by {Excerpt.Of(Value.GetRawText())}",
                $"replace it by {(column is CategoryColumn ? "a text" : "a number")}");
        }

        if (Value.ValueKind == JsonValueKind.String)
        {
            return CategoryColumn.Of([.. Enumerable.Repeat(Value.GetString(), column.Length)]);
        }

        double value = Value.GetDouble();
        if (Operation == Replace)
        {
            double[] replaced = new double[column.Length];
            Array.Fill(replaced, value);
            return NumberColumn.Of(replaced);
        }

        if (column is not NumberColumn numbers)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"series '{id}': {Operation} needs numbers, and '{Excerpt.Of(Key!)}' holds texts", "replace it by a text");
        }

        double[] result = [.. numbers.Values.Select(old => Operation == "add" ? old + value : old * value)];
        return result.Any(double.IsInfinity)
            ? throw new TollamaException(ErrorCode.InvalidRequest, $"series '{Excerpt.Of(id)}': {Operation} by {Excerpt.Of(Value.GetRawText())} makes numbers that are too large", "take a smaller value")
            : NumberColumn.Of(result);
    }
}
