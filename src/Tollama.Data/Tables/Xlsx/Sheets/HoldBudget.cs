using Tollama.Data.Tables.Xlsx.Package;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>How much of a workbook may be held, and how much text its cells may show, a text that stands in many of them each time.</summary>
/// <param name="maxBytes">The most bytes that the packed file may have.</param>
internal sealed class HoldBudget(long maxBytes)
{
    private const int MaxGrowth = 4;
    private const long AlwaysAllowed = 64L * 1024 * 1024;

    private readonly long _limit = Math.Max(AlwaysAllowed, maxBytes > long.MaxValue / MaxGrowth ? long.MaxValue : maxBytes * MaxGrowth);
    private long _held;
    private long _shown;

    /// <summary>Counts bytes that are held.</summary>
    /// <exception cref="Core.Errors.TollamaException">They are too many.</exception>
    public void Hold(long bytes)
    {
        _held += bytes;
        if (_held > _limit)
        {
            throw BookError.TooLarge($"holds texts and cells of more than {_limit} bytes");
        }
    }

    /// <summary>Counts characters of a cell.</summary>
    /// <exception cref="Core.Errors.TollamaException">They are too many.</exception>
    public void Show(int characters)
    {
        _shown += characters;
        if (_shown > _limit)
        {
            throw BookError.TooLarge($"shows more than {_limit} characters in its cells");
        }
    }
}
