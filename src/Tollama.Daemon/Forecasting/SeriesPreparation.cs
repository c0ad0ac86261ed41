using System.Globalization;
using System.Runtime.InteropServices;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Validation;
using Tollama.Data.Repair;
using Tollama.Data.Time;

namespace Tollama.Daemon.Forecasting;

/// <summary>Makes the series of a JSON request regular: frequency, order, gaps. What is regular already keeps its bytes.</summary>
internal sealed class SeriesPreparation(ParsedRequest request, FaultList faults)
{
    private const int MaxOrderFaults = 3;

    private readonly List<string> _warnings = [];
    private readonly List<SeriesError> _errors = [];

    /// <summary>What was repaired.</summary>
    internal List<string> Warnings => _warnings;

    /// <summary>Series that cannot be forecast, while others can.</summary>
    internal List<SeriesError> Errors => _errors;

    internal List<PreparedSeries> Prepare()
    {
        List<PreparedSeries> prepared = new(request.Series.Count);
        for (int i = 0; i < request.Series.Count; i++)
        {
            try
            {
                PreparedSeries? one = Prepare(request.Series[i], i.ToString(CultureInfo.InvariantCulture));
                if (one is not null)
                {
                    prepared.Add(one);
                }
            }
            catch (TollamaException exception)
            {
                string[] loc = ["series", i.ToString(CultureInfo.InvariantCulture), "timestamps"];
                faults.Add("value", loc, $"series '{request.Series[i].Id}': {exception.Message}");
            }
        }

        return prepared;
    }

    private PreparedSeries? Prepare(ParsedSeries series, string index)
    {
        if (series.MissingCount == series.Length)
        {
            _errors.Add(new SeriesError
            {
                Id = series.Id,
                Code = ErrorCode.SeriesNotForecastable.ToWireName(),
                Message = $"all {series.Length} values are missing; send at least one that was observed",
            });
            return null;
        }

        return series.Timestamps is { Count: > 0 } stamps ? PrepareDated(series, stamps, index) : PrepareNumbered(series);
    }

    /// <summary>A series without time stamps goes on counting: after n values come n, n + 1, ….</summary>
    private PreparedSeries PrepareNumbered(ParsedSeries series) => new()
    {
        Id = series.Id,
        Freq = series.Freq,
        Target = series.Target,
        Length = series.Length,
        Timestamps = null,
        Future = [.. Enumerable.Range(series.Length, request.Horizon).Select(step => step.ToString(CultureInfo.InvariantCulture))],
        PastCovariates = series.PastCovariates,
        FutureCovariates = series.FutureCovariates,
        StaticCovariates = series.StaticCovariates,
    };

    private PreparedSeries? PrepareDated(ParsedSeries series, IReadOnlyList<Timestamp> stamps, string index)
    {
        bool ascends = Ascends(series, stamps, index);
        if (!ascends && request.OnBadData != BadDataPolicy.Repair)
        {
            return null;
        }

        Frequency? frequency = Frequency.TryParse(series.Freq, out Frequency? sent) ? sent : null;
        ReadOnlySpan<Timestamp> span = CollectionsMarshal.AsSpan((List<Timestamp>)stamps);
        if (ascends)
        {
            frequency ??= FrequencyInference.Infer(span)?.Frequency;
            if (frequency is null)
            {
                faults.Add("missing", ["series", index, "freq"], FrequencyUnknown(series, stamps));
                return null;
            }

            TimestampGrid grid = TimestampGrid.Create(span, frequency);
            if (grid.IsRegular)
            {
                return Regular(series, stamps, grid);
            }
        }

        return Repaired(series, frequency);
    }

    private bool Ascends(ParsedSeries series, IReadOnlyList<Timestamp> stamps, string index)
    {
        int found = 0;
        for (int i = 1; i < stamps.Count; i++)
        {
            if (stamps[i] <= stamps[i - 1] && found++ < MaxOrderFaults && request.OnBadData != BadDataPolicy.Repair)
            {
                string problem = stamps[i] == stamps[i - 1] ? "repeats" : "is earlier than";
                faults.Add(
                    "order",
                    ["series", index, "timestamps", i.ToString(CultureInfo.InvariantCulture)],
                    $"'{stamps[i]}' {problem} the one before it ('{stamps[i - 1]}'); timestamps must ascend: sort them, or send on_bad_data: repair",
                    stamps[i].ToString());
            }
        }

        return found == 0;
    }

    private PreparedSeries Regular(ParsedSeries series, IReadOnlyList<Timestamp> stamps, TimestampGrid grid)
    {
        if (grid.Warning is { } warning)
        {
            _warnings.Add($"series '{series.Id}': {warning}");
        }

        return new PreparedSeries
        {
            Id = series.Id,
            Freq = series.Freq ?? grid.Frequency.Name,
            Target = series.Target,
            Length = series.Length,
            Timestamps = stamps,
            Future = Texts(grid.Future(request.Horizon)),
            PastCovariates = series.PastCovariates,
            FutureCovariates = series.FutureCovariates,
            StaticCovariates = series.StaticCovariates,
        };
    }

    private PreparedSeries Repaired(ParsedSeries series, Frequency? frequency)
    {
        RawSeries raw = SeriesConversion.ToRaw(series, request.Horizon);
        RepairedSeries repaired = SeriesRepair.Repair(raw, frequency, new RepairOptions { Strict = request.OnBadData == BadDataPolicy.Strict });
        _warnings.AddRange(repaired.Warnings);
        return SeriesConversion.FromRepaired(repaired, series.Freq, request.Horizon, series.FutureCovariates, series.StaticCovariates);
    }

    internal static string[] Texts(Timestamp[] stamps) => Array.ConvertAll(stamps, stamp => stamp.ToString());

    private static string FrequencyUnknown(ParsedSeries series, IReadOnlyList<Timestamp> stamps) => stamps.Count < 2
        ? $"freq is required for series '{series.Id}': one time stamp does not tell the time between two; send e.g. D, MS or h"
        : $"freq is required for series '{series.Id}': no frequency fits its time stamps; send e.g. D, MS or h";
}
