using System.Numerics;

namespace Tollama.Store;

/// <summary>Finds numbers whose exponent has all bits set: NaN and the infinities, in every format of IEEE 754 and in bfloat16.</summary>
internal static class ExponentScan
{
    /// <summary>The place of the first such number; -1 for none.</summary>
    /// <param name="bits">The numbers as they are stored.</param>
    /// <param name="exponent">The bits of the exponent.</param>
    public static int IndexOfAllOnes<T>(ReadOnlySpan<T> bits, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        Vector<T> mask = new(exponent);
        int index = 0;
        for (; index <= bits.Length - Vector<T>.Count; index += Vector<T>.Count)
        {
            if (Vector.EqualsAny(new Vector<T>(bits[index..]) & mask, mask))
            {
                break;
            }
        }

        for (; index < bits.Length; index++)
        {
            if ((bits[index] & exponent) == exponent)
            {
                return index;
            }
        }

        return -1;
    }
}
