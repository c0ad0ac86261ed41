using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Counts how the local times that come twice were understood, over all series of a request.</summary>
/// <param name="zone">The zone.</param>
internal sealed class ZoneLog(string zone)
{
    private int _summer;
    private int _winter;
    private int _single;
    private string? _first;

    /// <summary>What is to be told; nothing when no local time was in doubt.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_summer + _winter > 0)
            {
                string once = _single == 0 ? ""
                    : $" {Number(_single)} of them {(_single == 1 ? "is" : "are")} there only once; write offsets such as +01:00 if that is wrong.";
                yield return $"timezone {zone}: of the local times that come twice when clocks are set back, {Number(_summer)} {(_summer == 1 ? "was" : "were")} taken "
                    + $"as summer time and {Number(_winter)} as winter time, by their order (first: {_first}).{once}";
            }
        }
    }

    /// <summary>A local time that comes twice was taken as a moment.</summary>
    /// <param name="stamp">The moment.</param>
    /// <param name="isSummer">Whether it is before the clocks were set back.</param>
    /// <param name="isSingle">Whether the series has the local time only once.</param>
    public void Take(Timestamp stamp, bool isSummer, bool isSingle)
    {
        _first ??= stamp.ToString();
        _summer += isSummer ? 1 : 0;
        _winter += isSummer ? 0 : 1;
        _single += isSingle ? 1 : 0;
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
