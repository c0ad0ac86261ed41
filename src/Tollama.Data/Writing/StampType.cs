using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing;

/// <summary>What the column of time stamps holds, the same for all series of an answer.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Zone">
/// Of <see cref="StampKind.Time"/>: the zone whose points these are, an IANA name or an offset such as <c>+02:00</c>; <see langword="null"/> for local times of no known place.
/// </param>
public sealed record StampType(StampKind Kind, string? Zone = null)
{
    private const string Utc = "UTC";

    /// <summary>The narrowest type that holds all of some time stamps.</summary>
    /// <param name="stamps">All time stamps of the answer.</param>
    /// <param name="zone">The zone that somebody named; of those that stand in the stamps by default.</param>
    /// <remarks>Stamps with different offsets and no zone are told in UTC: the same points in time. Dates beside positions, or local times beside those of a zone, are texts.</remarks>
    public static StampType Of(IEnumerable<Timestamp> stamps, string? zone = null)
    {
        ArgumentNullException.ThrowIfNull(stamps);
        bool hasPosition = false, hasDate = false, hasTime = false, hasLocal = false;
        string? found = null;
        foreach (Timestamp stamp in stamps)
        {
            hasPosition |= stamp.IsIndex;
            hasDate |= !stamp.IsIndex;
            if (stamp.IsIndex)
            {
                continue;
            }

            string? of = ZoneOf(stamp);
            hasLocal |= of is null;
            hasTime |= stamp.HasTime || of is not null || stamp.Ticks % TimeSpan.TicksPerDay != 0;
            found = of is null ? found : found is null || found == of ? of : Utc;
        }

        return (hasPosition, hasDate) switch
        {
            (true, true) => new StampType(StampKind.Text),
            (true, false) => new StampType(StampKind.Position),
            _ when hasLocal && found is not null => new StampType(StampKind.Text),
            _ => hasTime ? new StampType(StampKind.Time, found is null ? null : zone ?? found) : new StampType(StampKind.Date),
        };
    }

    /// <summary>The number that stands for a time stamp: a position, days or microseconds since 1970, in UTC where there is a zone.</summary>
    /// <exception cref="InvalidOperationException">This is a column of texts.</exception>
    public long NumberOf(Timestamp stamp) => Kind switch
    {
        StampKind.Position => stamp.Index,
        StampKind.Date => (stamp.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay,
        StampKind.Time => ((Zone is null ? stamp.Ticks : stamp.UtcTicks) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        _ => throw new InvalidOperationException("A column of texts has no numbers."),
    };

    private static string? ZoneOf(Timestamp stamp) => stamp switch
    {
        { Zone: { } zone } => zone,
        { IsUnixTime: true } => Utc,
        { Offset: { } offset } => offset == TimeSpan.Zero ? Utc : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        _ => null,
    };
}
