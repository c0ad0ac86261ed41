using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>A block without vector instructions: what the others have to equal, bit for bit.</summary>
[InlineArray(Size)]
internal unsafe struct ScalarBlock : IBlock<ScalarBlock>
{
    /// <summary>How many values a block has.</summary>
    public const int Size = 16;

    private float _value;

    public static ScalarBlock Load(float* source)
    {
        ScalarBlock block = default;
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = source[lane];
        }

        return block;
    }

    public static ScalarBlock LoadCodes(ushort* source)
    {
        ScalarBlock block = default;
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = BitConverter.Int32BitsToSingle(source[lane]);
        }

        return block;
    }

    public static void Store(ScalarBlock block, float* target)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            target[lane] = block[lane];
        }
    }

    public static ScalarBlock Broadcast(float value)
    {
        ScalarBlock block = default;
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = value;
        }

        return block;
    }

    public static ScalarBlock operator +(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] += right[lane];
        }

        return left;
    }

    public static ScalarBlock operator -(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] -= right[lane];
        }

        return left;
    }

    public static ScalarBlock operator *(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] *= right[lane];
        }

        return left;
    }

    public static ScalarBlock operator /(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] /= right[lane];
        }

        return left;
    }

    public static ScalarBlock operator &(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] = FromBits(Bits(left[lane]) & Bits(right[lane]));
        }

        return left;
    }

    public static ScalarBlock operator |(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] = FromBits(Bits(left[lane]) | Bits(right[lane]));
        }

        return left;
    }

    public static ScalarBlock MultiplyAdd(ScalarBlock left, ScalarBlock right, ScalarBlock addend)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            addend[lane] = MathF.FusedMultiplyAdd(left[lane], right[lane], addend[lane]);
        }

        return addend;
    }

    public static ScalarBlock Sqrt(ScalarBlock block)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = MathF.Sqrt(block[lane]);
        }

        return block;
    }

    public static ScalarBlock Less(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] = FromBits(left[lane] < right[lane] ? -1 : 0);
        }

        return left;
    }

    public static ScalarBlock Select(ScalarBlock mask, ScalarBlock yes, ScalarBlock no)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            int chosen = Bits(mask[lane]);
            no[lane] = FromBits((Bits(yes[lane]) & chosen) | (Bits(no[lane]) & ~chosen));
        }

        return no;
    }

    public static ScalarBlock AddBits(ScalarBlock left, ScalarBlock right)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            left[lane] = FromBits(Bits(left[lane]) + Bits(right[lane]));
        }

        return left;
    }

    public static ScalarBlock ShiftLeft(ScalarBlock block, int count)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = FromBits(Bits(block[lane]) << count);
        }

        return block;
    }

    public static ScalarBlock ShiftRight(ScalarBlock block, int count)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = FromBits(Bits(block[lane]) >> count);
        }

        return block;
    }

    public static ScalarBlock FromIntegers(ScalarBlock block)
    {
        for (int lane = 0; lane < Size; lane++)
        {
            block[lane] = Bits(block[lane]);
        }

        return block;
    }

    public static float Sum(ScalarBlock block)
    {
        for (int distance = Size / 2; distance > 0; distance /= 2)
        {
            for (int lane = 0; lane < distance; lane++)
            {
                block[lane] += block[lane + distance];
            }
        }

        return block[0];
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static float FromBits(int bits) => BitConverter.Int32BitsToSingle(bits);
}
