using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Data.Repair;

/// <summary>Collects what was repaired, or, when strict, what would have been.</summary>
internal sealed class RepairLog(RawSeries raw, bool strict)
{
    /// <summary>So many faults of one kind are listed; the message counts the rest.</summary>
    private const int MaxFaults = 100;

    private readonly List<string> _warnings = [];
    private readonly List<Fault> _faults = [];
    private readonly List<string> _summaries = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Notes one kind of repair.</summary>
    /// <param name="type">The kind, for programs.</param>
    /// <param name="found">What is wrong, with counts.</param>
    /// <param name="done">What the repair does.</param>
    /// <param name="places">Each place: a row or stamp, and what is wrong there.</param>
    public void Note(string type, string found, string done, IEnumerable<(string Place, string Message)> places)
    {
        if (!strict)
        {
            _warnings.Add($"Series \"{raw.Id}\": {found}; {done}.");
            return;
        }

        _summaries.Add(found);
        _faults.AddRange(places.Take(MaxFaults).Select(place => new Fault
        {
            Type = type,
            Loc = ["body", "series", raw.Id, "timestamps", place.Place],
            Msg = place.Message,
        }));
    }

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"Series \"{raw.Id}\": {string.Join("; ", _summaries)}. {_faults[0].Msg}",
                "Mend the data, or ask for repair instead of strict.",
                _faults);
        }
    }

    public static string Count(long count, string one, string many) =>
        count == 1 ? "1 " + one : count.ToString(CultureInfo.InvariantCulture) + " " + many;
}
