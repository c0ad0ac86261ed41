using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;

namespace Tollama.Data.Repair;

/// <summary>What a request says of the steps of its series, whichever way they were sent.</summary>
internal static class RepairPlan
{
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: values are to be brought together, but nobody says how; or to another step than the frequency.</exception>
    public static RepairOptions Of(ForecastRequest request)
    {
        Frequency? frequency = Frequency.TryParse(request.Freq, out Frequency? declared) ? declared : null;
        Frequency? period = Frequency.TryParse(request.Aggregate, out Frequency? longer) ? longer : null;
        if (period is not null && request.Duplicates is null or DuplicateMerge.Refuse)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"aggregate={period.Name} does not say what becomes of the values of one step.", "Send duplicates=sum, mean, first, last or max with it.");
        }

        if (period is not null && frequency is not null && period != frequency)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"aggregate={period.Name} and freq={frequency.Name} name different steps.", "Send aggregate= alone: the series have its frequency then.");
        }

        return new RepairOptions
        {
            Frequency = period ?? frequency,
            Strict = request.OnBadData == BadDataPolicy.Strict,
            Duplicates = request.Duplicates ?? DuplicateMerge.Refuse,
            Fill = request.Fill ?? GapFill.None,
            Aggregate = period,
            End = request.End is { } end && Timestamp.TryParse(end, out Timestamp stamp) ? stamp : null,
        };
    }
}
