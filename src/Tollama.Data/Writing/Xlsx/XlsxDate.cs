namespace Tollama.Data.Writing.Xlsx;

/// <summary>Moments as workbooks count them: days since the end of 1899, with the fraction of a day that has passed.</summary>
internal static class XlsxDate
{
    /// <summary>The first day after 29 February 1900, which workbooks know and calendars do not.</summary>
    private static readonly DateTime First = new(1900, 3, 1);

    private static readonly DateTime Origin = new(1899, 12, 30);

    /// <summary>The number of a moment.</summary>
    /// <param name="moment">The moment; its kind does not matter.</param>
    /// <param name="serial">The number, from which the moment can be told to the millisecond.</param>
    /// <returns><see langword="false"/> for a moment before March 1900, or one with a fraction of a millisecond: no number is exactly it.</returns>
    public static bool TryGet(DateTime moment, out double serial)
    {
        serial = (moment.Ticks - Origin.Ticks) / TimeSpan.TicksPerMillisecond / (double)(TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond);
        return moment >= First && moment.Ticks % TimeSpan.TicksPerMillisecond == 0;
    }
}
