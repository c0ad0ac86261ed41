using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Makes the stamps of one series all dates or all positions.</summary>
internal static class StampKinds
{
    /// <param name="stamps">The stamps; four digits alone were read as years.</param>
    /// <param name="yearsArePositions">Whether stamps that are nothing but years are positions.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: positions and dates in one series.</exception>
    public static ReadOnlySpan<Timestamp> Unify(ReadOnlySpan<Timestamp> stamps, bool yearsArePositions)
    {
        int positions = 0;
        int years = 0;
        foreach (ref readonly Timestamp stamp in stamps)
        {
            positions += stamp.IsIndex ? 1 : 0;
            years += stamp.IsBareYear ? 1 : 0;
        }

        bool convert = years > 0 && (positions > 0 || (yearsArePositions && years == stamps.Length));
        if (positions > 0 && positions + years < stamps.Length)
        {
            throw Mixed(stamps);
        }

        return convert ? Array.ConvertAll(stamps.ToArray(), stamp => stamp.AsIndex()) : stamps;
    }

    private static TollamaException Mixed(ReadOnlySpan<Timestamp> stamps)
    {
        Timestamp[] all = stamps.ToArray();
        Timestamp position = Array.Find(all, stamp => stamp.IsIndex);
        Timestamp date = Array.Find(all, stamp => stamp is { IsIndex: false, IsBareYear: false });
        return new TollamaException(
            ErrorCode.InvalidRequest,
            $"The time stamps mix numbers ({position}) and dates ({date}). Write them all in one form.");
    }
}
