using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels;

/// <summary>What reduces a row: products, norms, softmax.</summary>
internal static unsafe class RowKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Dot(float* left, float* right, nint count)
    {
        TBlock sums = TBlock.Broadcast(0f);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            sums = TBlock.MultiplyAdd(TBlock.Load(left + index), TBlock.Load(right + index), sums);
        }

        if (index < count)
        {
            TBlock rest = PartialBlock<TBlock>.Load(left + index, count - index);
            sums = TBlock.MultiplyAdd(rest, PartialBlock<TBlock>.Load(right + index, count - index), sums);
        }

        return TBlock.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static float Sum(float* x, nint count)
    {
        TBlock sums = TBlock.Broadcast(0f);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            sums += TBlock.Load(x + index);
        }

        if (index < count)
        {
            sums += PartialBlock<TBlock>.Load(x + index, count - index);
        }

        return TBlock.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RmsNorm(float* x, float* weight, float epsilon, float* y, nint width)
    {
        float scale = 1f / MathF.Sqrt((Dot(x, x, width) / width) + epsilon);
        Affine(x, 0f, scale, weight, null, y, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void LayerNorm(float* x, float* weight, float* bias, float epsilon, float* y, nint width)
    {
        float mean = Sum(x, width) / width;
        float variance = SquaredDistance(x, mean, width) / width;
        Affine(x, mean, 1f / MathF.Sqrt(variance + epsilon), weight, bias, y, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Softmax(float* row, float* bias, nint count)
    {
        float max = AddAndMax(row, bias, count);
        if (float.IsNegativeInfinity(max))
        {
            new Span<float>(row, (int)count).Clear();
            return;
        }

        TBlock maxima = TBlock.Broadcast(max), sums = TBlock.Broadcast(0f);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock weights = BlockMath<TBlock>.Exp(TBlock.Load(row + index) - maxima);
            sums += weights;
            TBlock.Store(weights, row + index);
        }

        if (index < count)
        {
            TBlock rest = PartialBlock<TBlock>.Load(row + index, count - index, float.NegativeInfinity);
            TBlock weights = BlockMath<TBlock>.Exp(rest - maxima);
            sums += weights;
            PartialBlock<TBlock>.Store(weights, row + index, count - index);
        }

        Affine(row, 0f, 1f / TBlock.Sum(sums), null, null, row, count);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float AddAndMax(float* row, float* bias, nint count)
    {
        TBlock maxima = TBlock.Broadcast(float.NegativeInfinity);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock values = TBlock.Load(row + index);
            if (bias != null)
            {
                values += TBlock.Load(bias + index);
                TBlock.Store(values, row + index);
            }

            maxima = BlockMath<TBlock>.Max(maxima, values);
        }

        float max = Max(maxima);
        for (; index < count; index++)
        {
            float value = bias != null ? row[index] += bias[index] : row[index];
            max = max < value ? value : max;
        }

        return max;
    }

    /// <summary>The largest of sixteen values, none of which is not a number: pairs do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Max(TBlock block)
    {
        float* x = stackalloc float[Size];
        TBlock.Store(block, x);
        float first = Larger(Larger(Larger(x[0], x[1]), Larger(x[2], x[3])), Larger(Larger(x[4], x[5]), Larger(x[6], x[7])));
        return Larger(first, Larger(Larger(Larger(x[8], x[9]), Larger(x[10], x[11])), Larger(Larger(x[12], x[13]), Larger(x[14], x[15]))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Larger(float left, float right) => left < right ? right : left;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float SquaredDistance(float* x, float center, nint count)
    {
        TBlock centers = TBlock.Broadcast(center), sums = TBlock.Broadcast(0f);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock distance = TBlock.Load(x + index) - centers;
            sums = TBlock.MultiplyAdd(distance, distance, sums);
        }

        if (index < count)
        {
            TBlock distance = PartialBlock<TBlock>.Load(x + index, count - index, center) - centers;
            sums = TBlock.MultiplyAdd(distance, distance, sums);
        }

        return TBlock.Sum(sums);
    }

    /// <summary><c>(x - center) * scale * weight + bias</c>, where weight and bias may be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Affine(float* x, float center, float scale, float* weight, float* bias, float* y, nint count)
    {
        TBlock centers = TBlock.Broadcast(center), scales = TBlock.Broadcast(scale);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock values = (TBlock.Load(x + index) - centers) * scales;
            if (weight != null)
            {
                values *= TBlock.Load(weight + index);
            }

            if (bias != null)
            {
                values += TBlock.Load(bias + index);
            }

            TBlock.Store(values, y + index);
        }

        for (; index < count; index++)
        {
            float value = (x[index] - center) * scale;
            value = weight != null ? value * weight[index] : value;
            y[index] = bias != null ? value + bias[index] : value;
        }
    }
}
