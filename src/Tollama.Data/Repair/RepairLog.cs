using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Data.Repair;

/// <summary>Collects what was repaired, or, when strict, what would have been.</summary>
/// <param name="id">The series.</param>
/// <param name="strict">Whether a repair is a fault.</param>
/// <param name="rows">The row of each value in its file, from 1; <see langword="null"/> when rows are simply numbered.</param>
internal sealed class RepairLog(string id, bool strict, IReadOnlyList<int>? rows)
{
    /// <summary>So many faults of one kind are listed; the message counts the rest.</summary>
    private const int MaxFaults = 100;

    private readonly string _name = Excerpt.Of(id);
    private readonly List<string> _warnings = [];
    private readonly List<Fault> _faults = [];
    private readonly List<string> _summaries = [];
    private IReadOnlyList<int>? _rows = rows;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The number of a row for messages, from 1.</summary>
    public string Row(int index) => (_rows?[index] ?? index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>From now on the row at a place is the one that was at another.</summary>
    public void Move(IReadOnlyList<int> places) => _rows = [.. places.Select(place => _rows?[place] ?? place + 1)];

    /// <summary>Notes one kind of repair.</summary>
    /// <param name="type">The kind, for programs.</param>
    /// <param name="found">What is wrong, with counts.</param>
    /// <param name="done">What the repair does.</param>
    /// <param name="places">Each place: a row or stamp, and what is wrong there.</param>
    public void Note(string type, string found, string done, IEnumerable<(string Place, string Message)> places)
    {
        if (!strict)
        {
            Tell(found, done);
            return;
        }

        _summaries.Add(found);
        _faults.AddRange(places.Take(MaxFaults).Select(place => new Fault
        {
            Type = type,
            Loc = ["body", "series", _name, "timestamps", place.Place],
            Msg = place.Message,
        }));
    }

    /// <summary>Tells of what the request asked for, strict or not.</summary>
    public void Tell(string found, string done) => _warnings.Add($"series '{_name}': {found}; {done}.");

    /// <summary>Refuses a series at once.</summary>
    public TollamaException Refuse(string found, string hint) => new(ErrorCode.InvalidRequest, $"series '{_name}': {found}.", hint);

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"series '{_name}': {string.Join("; ", _summaries)}. {_faults[0].Msg}",
                "Mend the data, or send on_bad_data=repair.",
                _faults);
        }
    }
}
