namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>Sixteen float32 values in the registers of one instruction set: what all kernels are written in.</summary>
/// <typeparam name="TSelf">The block itself.</typeparam>
/// <remarks>
/// The size is the same everywhere, the operations are exactly rounded, and <see cref="Sum"/> adds in one fixed order. So a kernel that is
/// written once gives the same bits on every instruction set, and <see cref="ScalarBlock"/> is its specification.
/// </remarks>
internal unsafe interface IBlock<TSelf>
    where TSelf : struct, IBlock<TSelf>
{
    /// <summary>Sixteen values from memory.</summary>
    static abstract TSelf Load(float* source);

    /// <summary>Sixteen 16-bit codes from memory, each in the low half of its value's bits.</summary>
    static abstract TSelf LoadCodes(ushort* source);

    /// <summary>Writes sixteen values.</summary>
    static abstract void Store(TSelf block, float* target);

    /// <summary>Sixteen times the same value.</summary>
    static abstract TSelf Broadcast(float value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>Bitwise and.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>Bitwise or.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>The square roots.</summary>
    static abstract TSelf Sqrt(TSelf block);

    /// <summary>All bits set where <paramref name="left"/> is less, none where it is not or where either is not a number.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary><paramref name="yes"/> where the mask's bits are set, else <paramref name="no"/>.</summary>
    static abstract TSelf Select(TSelf mask, TSelf yes, TSelf no);

    /// <summary>Adds the bits as 32-bit integers.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Shifts the bits to the left.</summary>
    static abstract TSelf ShiftLeft(TSelf block, int count);

    /// <summary>Shifts the bits to the right and keeps the sign.</summary>
    static abstract TSelf ShiftRight(TSelf block, int count);

    /// <summary>The integers that the bits are, as values.</summary>
    static abstract TSelf FromIntegers(TSelf block);

    /// <summary>The sum: value i with i + 8, then i with i + 4, i with i + 2, i with i + 1.</summary>
    static abstract float Sum(TSelf block);
}
