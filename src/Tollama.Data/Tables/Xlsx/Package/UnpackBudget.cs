namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>How much a workbook may unpack to, all parts that are read together.</summary>
/// <param name="maxBytes">The most bytes that the packed file may have.</param>
/// <param name="cancellationToken">Stops the reading.</param>
internal sealed class UnpackBudget(long maxBytes, CancellationToken cancellationToken)
{
    // XML around a number takes several times as much as the number; it is not kept.
    private const int MaxGrowth = 16;
    private const long AlwaysAllowed = 64L * 1024 * 1024;

    // What people fill in unpacks to 5 to 15 times its size.
    private const int MaxRatio = 100;
    private const long RatioAllowed = 1024 * 1024;

    private readonly long _limit = Math.Max(AlwaysAllowed, maxBytes > long.MaxValue / MaxGrowth ? long.MaxValue : maxBytes * MaxGrowth);
    private long _used;

    /// <summary>Stops the reading.</summary>
    public CancellationToken Cancellation => cancellationToken;

    /// <summary>Counts bytes of a part.</summary>
    /// <param name="name">The part.</param>
    /// <param name="count">How many bytes there are.</param>
    /// <param name="unpacked">How many bytes of the part there were so far, these included.</param>
    /// <param name="packed">The bytes of the part in the file.</param>
    /// <exception cref="Core.Errors.TollamaException">They are too many.</exception>
    public void Spend(string name, int count, long unpacked, long packed)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _used += count;
        if (_used > _limit)
        {
            throw BookError.TooLarge($"unpacks to more than {_limit} bytes");
        }

        if (unpacked > RatioAllowed && unpacked / MaxRatio > packed)
        {
            throw BookError.Damaged($"the part {name} unpacks to more than {MaxRatio} times its size, as no sheet does");
        }
    }
}
