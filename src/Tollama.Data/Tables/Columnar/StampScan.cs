using System.Globalization;

namespace Tollama.Data.Tables.Columnar;

/// <summary>Looks through a column of times once: how much of a stamp has to be written, and whether all are times that can be.</summary>
internal sealed class StampScan
{
    private const long UnitsBelowTick = 1_000_000_000 / TimeSpan.TicksPerSecond;

    private readonly ColumnForm _form;
    private readonly long _unitsPerDay;
    private readonly long _lowest;
    private readonly long _highest;

    private StampScan(ColumnForm form)
    {
        _form = form;
        bool isDate = form.Kind == CellKind.Date;
        _unitsPerDay = isDate ? 1 : checked(form.UnitsPerSecond * 86_400);

        // A day less on both sides, for the offsets of zones.
        Int128 first = (Int128)(DateTime.MinValue - DateTime.UnixEpoch).Days * _unitsPerDay;
        Int128 last = (Int128)(DateTime.MaxValue - DateTime.UnixEpoch).Days * _unitsPerDay;
        (_lowest, _highest) = form.Kind == CellKind.Clock ? (0, _unitsPerDay - 1)
            : ((long)Int128.Max(first + (isDate ? 0 : _unitsPerDay), long.MinValue), (long)Int128.Min(last - (isDate ? 0 : _unitsPerDay), long.MaxValue));
    }

    /// <summary>Whether some stamp is not at midnight.</summary>
    private bool HasTimeOfDay { get; set; }

    /// <summary>The column with what its texts need.</summary>
    /// <param name="form">A column of days, stamps or times of day.</param>
    /// <param name="reader">Reads its cells.</param>
    /// <param name="problem">Why the cells cannot be read as times; <see langword="null"/> when they can.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static ColumnForm Look(ColumnForm form, IBlockReader reader, out string? problem, CancellationToken cancellationToken)
    {
        StampScan scan = new(form);
        CellBlock block = new(form, 4096);
        long row = 0;
        long step = form.UnitsPerSecond;
        problem = null;
        while (problem is null && reader.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            problem = scan.Look(block, row, ref step);
            row += block.Count;
        }

        return form with { HasTimeOfDay = scan.HasTimeOfDay || form.Zone is not null || form.Kind == CellKind.Clock, FractionDigits = DigitsOf(form.UnitsPerSecond / step) };
    }

    private string? Look(CellBlock block, long first, ref long step)
    {
        bool isDate = _form.Kind == CellKind.Date;
        for (int place = 0; place < block.Count; place++)
        {
            long value = block.Bits[place];
            if (block.IsMissing[place])
            {
                continue;
            }

            if (value < _lowest || value > _highest)
            {
                string what = _form.Kind == CellKind.Clock ? "no time of a day" : "no day of the years 1 to 9999";
                return $"row {(first + place + 1).ToString(CultureInfo.InvariantCulture)} is {what} ({value.ToString(CultureInfo.InvariantCulture)})";
            }

            if (isDate)
            {
                continue;
            }

            HasTimeOfDay = HasTimeOfDay || value % _unitsPerDay != 0;
            while (value % step != 0)
            {
                step /= 10;
            }

            if (step < UnitsBelowTick && _form.UnitsPerSecond > TimeSpan.TicksPerSecond)
            {
                return $"row {(first + place + 1).ToString(CultureInfo.InvariantCulture)} has a fraction of a second that is finer than 100 nanoseconds";
            }
        }

        return null;
    }

    private static int DigitsOf(long parts)
    {
        int digits = 0;
        for (long left = parts; left > 1; left /= 10)
        {
            digits++;
        }

        return digits;
    }
}
