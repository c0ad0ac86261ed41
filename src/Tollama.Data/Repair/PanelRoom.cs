using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Counts the values of the series of a request as they will be when their gaps are filled: a small table can make a long grid.</summary>
/// <param name="limits">How many there may be.</param>
internal sealed class PanelRoom(RequestLimits limits)
{
    private long _points;
    private long _covariateValues;

    /// <summary>Whether there were too many: then the request is refused as a whole.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Counts a series, before its values are laid out.</summary>
    /// <param name="series">The series.</param>
    /// <param name="length">How many values it will have.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: too many in all.</exception>
    public void Take(TimeSeries series, long length)
    {
        _points += length;
        _covariateValues += series.Covariates.Sum(one => (one.Past is null ? 0 : length) + (one.Future?.Length ?? 0));
        if (_points > limits.MaxPoints)
        {
            throw Exceeded(series, length, "values", limits.MaxPoints);
        }

        if (_covariateValues > limits.MaxCovariateValues)
        {
            throw Exceeded(series, length, "values of covariates", limits.MaxCovariateValues);
        }
    }

    private TollamaException Exceeded(TimeSeries series, long length, string what, long limit)
    {
        IsExceeded = true;
        return new TollamaException(
            ErrorCode.InvalidRequest,
            $"with their gaps filled, the series up to '{Excerpt.Of(series.Id)}' ({length} steps) have more than {limit} {what} (TOLLAMA_MAX_POINTS)",
            "send fewer series at once, or freq= with the distance of the rows");
    }
}
