using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>A series while it is read: which part of a covariate is the future is only known with the horizon, which may come later.</summary>
internal sealed class SeriesDraft
{
    private static readonly Dictionary<string, Column> NoColumns = [];

    public string Id { get; set; } = "";

    /// <summary>Whether an id was sent, right or wrong.</summary>
    public bool HasId { get; set; }

    public string? Freq { get; set; }

    public IReadOnlyList<Timestamp>? Times { get; set; }

    public Timestamp? Start { get; set; }

    /// <summary>Whether a client sent the first time stamp in place of all: what it says is checked, as all stamps would be.</summary>
    public bool SaysStart { get; set; }

    public NumberColumn Target { get; set; } = NumberColumn.Empty;

    public NumberColumn? Actuals { get; set; }

    public IReadOnlyDictionary<string, Column> Pasts { get; set; } = NoColumns;

    public IReadOnlyDictionary<string, Column> Futures { get; set; } = NoColumns;

    public IReadOnlyDictionary<string, JsonElement>? Constants { get; set; }

    /// <summary>For how many steps the future of its covariates is known; <see langword="null"/> where it has none.</summary>
    public int? StepsOfFuture => Futures.Count == 0
        ? null
        : Futures.Values.Min(future => future.Length > Target.Length ? future.Length - Target.Length : future.Length) is > 0 and var steps ? steps : null;

    /// <summary>The series; with a fault for each length that does not fit.</summary>
    /// <param name="horizon">How many steps are told; <see langword="null"/> for none: then nothing but the values is kept.</param>
    /// <param name="gap">How many steps lie between the last value and these; covariates know them, too.</param>
    /// <param name="freq">The frequency, if the series does not say it.</param>
    /// <param name="index">The position of the series, for faults.</param>
    /// <param name="faults">Is told of them.</param>
    public TimeSeries Finish(int? horizon, int gap, string? freq, string index, FaultList faults)
    {
        int before = faults.Count;
        if (horizon is { } steps)
        {
            CheckLengths(steps, gap, index, faults);
        }

        _ = Frequency.TryParse(Freq ?? freq, out Frequency? frequency);
        IReadOnlyList<Timestamp>? times = Times;
        if (SaysStart)
        {
            times = StepsFromStart(Freq ?? freq, frequency, index, faults);
        }
        else if (Start is { } start && frequency is not null)
        {
            times ??= new SteppedTimes(start, frequency, Target.Length);
        }

        TimeSeries series = new()
        {
            Id = Id,
            Freq = Freq ?? freq,
            Frequency = frequency,
            Target = Target,
            Actuals = Actuals,
            Times = times,
            Covariates = horizon is null || faults.Count > before || Pasts.Count + Futures.Count == 0
                ? []
                : Covariate.Join(Pasts, Futures, Target.Length, gap + horizon.Value),
        };
        return Constants is null || horizon is null ? series : series with { StaticCovariates = Constants };
    }

    /// <summary>Brings what is known of the future to the length that is meant, where nobody needs it: with missing values, or without those that are too many.</summary>
    /// <param name="ahead">How many steps lie behind the last value, those of a gap too.</param>
    /// <remarks>
    /// Of a covariate without a past, and where there are fewer values than steps, no earlier origin sees anything: such futures are left out, so that nothing grows beyond what was sent.
    /// </remarks>
    public void FitFutures(int ahead)
    {
        Dictionary<string, Column> fitted = [];
        foreach ((string name, Column future) in Futures)
        {
            bool hasPast = Pasts.TryGetValue(name, out Column? past) && past.Length == Target.Length;
            bool isWhole = future.Length >= Target.Length && !(hasPast && future.Length <= ahead);
            long length = isWhole ? (long)Target.Length + ahead : ahead;
            if (future.Length == ahead || future.Length == length)
            {
                fitted.Add(name, future);
            }
            else if ((isWhole || hasPast) && ahead <= Target.Length)
            {
                int known = future.Length;
                fitted.Add(name, future.Pick([.. Enumerable.Range(0, (int)length).Select(place => place < known ? place : Column.Gap)]));
            }
        }

        Futures = fitted;
    }

    private StartedTimes? StepsFromStart(string? freq, Frequency? frequency, string index, FaultList faults)
    {
        string[] loc = ["series", index, "start"];
        if (Times is not null)
        {
            faults.Add("value", loc, "start and timestamps both say when the values were observed; send one of them");
        }
        else if (frequency is null)
        {
            // A frequency that is none has a fault of its own.
            string? said = string.IsNullOrEmpty(freq) ? "start needs freq, the time between two values: D, MS, 15min; or send all timestamps" : null;
            faults.Add("missing", loc, said ?? "start needs a freq that can be read");
        }
        else if (Start is { } start && start.IsIndex != frequency.IsIndex)
        {
            faults.Add("value", loc, start.IsIndex
                ? $"start is a number, but freq '{frequency.Name}' needs a date or time"
                : "start is a date or time, but freq counts steps: send a frequency such as D");
        }
        else if (Start is { } first && faults.Count == 0)
        {
            try
            {
                if (!StartedTimes.IsOpen(first, frequency, Target.Length))
                {
                    return StartedTimes.From(first, frequency, Target.Length);
                }

                Frequency ends = Frequency.Create(frequency.Unit, frequency.Multiple, month: first.Local.Month, anchor: PeriodAnchor.End);
                faults.Add(
                    "value",
                    loc,
                    $"start '{first}' with freq '{frequency.Name}' may mean the last day or the {first.Local.Day}th of a month: "
                        + $"send freq={ends.Name} for last days, or all timestamps",
                    first.ToString());
            }
            catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
            {
                faults.Add("value", loc, "start and freq lead beyond the year 9999");
            }
        }

        return null;
    }

    private void CheckLengths(int horizon, int gap, string index, FaultList faults)
    {
        foreach ((string name, Column past) in Pasts)
        {
            if (past.Length != Target.Length)
            {
                faults.Add(
                    "length",
                    ["series", index, CovariateUse.PastName, name],
                    $"'{name}' has {CountText.Of(past.Length, "value", "values")} but the target has {Target.Length}; a past covariate needs one value per target value");
            }
        }

        if (Actuals is { } actuals && actuals.Length != horizon)
        {
            faults.Add("length", ["series", index, "actuals"], $"actuals has {CountText.Of(actuals.Length, "value", "values")}; it needs {horizon}, one for each step of the horizon");
        }

        int ahead = gap + horizon;
        long whole = (long)Target.Length + ahead;
        string steps = gap == 0 ? RequestFields.Horizon.Name : "gap and horizon";
        foreach ((string name, Column future) in Futures)
        {
            if (future.Length != ahead && future.Length != whole)
            {
                faults.Add(
                    "length",
                    ["series", index, CovariateUse.FutureName, name],
                    $"'{name}' has {CountText.Of(future.Length, "value", "values")}; a future covariate needs {ahead} (the {steps} alone) or {whole} (target{(gap == 0 ? " and" : ",")} {steps})");
            }
        }
    }
}
