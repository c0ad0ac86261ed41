using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Tollama.NeuralBenchmarks.Measuring;

namespace Tollama.NeuralBenchmarks.Kernels;

/// <summary>The most multiply-adds that the processor can do: a loop of independent ones, without memory.</summary>
internal static class FmaPeak
{
    private const int Steps = 100_000, Chains = 12;

    /// <summary>GFLOP/s of one thread, by its processor time.</summary>
    public static double OneThread() => Flops(1) / Contest.Run(() => ThreadClock.Seconds, 0.3, () => Chain512(1f))[0] / 1e9;

    /// <summary>GFLOP/s of one thread with registers of 256 bits, by its processor time.</summary>
    public static double OneThread256() => Flops(1) / 2 / Contest.Run(() => ThreadClock.Seconds, 0.3, () => Chain256(1f))[0] / 1e9;

    /// <summary>GFLOP/s of several threads together, by wall time.</summary>
    public static double Threads(int count)
    {
        double best = 0;
        for (int round = 0; round < 10; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread[] threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() => Repeat(50)))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            best = Math.Max(best, 50 * Flops(count) / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        return best;
    }

    private static double Flops(int threads) => 2.0 * 16 * Chains * Steps * threads;

    private static void Repeat(int times)
    {
        for (int time = 0; time < times; time++)
        {
            Chain512(1f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Chain512(float start)
    {
        Vector512<float> a = Vector512.Create(start), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector512<float> factor = Vector512.Create(0.5f);
        for (int step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, factor);
            b = Vector512.FusedMultiplyAdd(b, factor, factor);
            c = Vector512.FusedMultiplyAdd(c, factor, factor);
            d = Vector512.FusedMultiplyAdd(d, factor, factor);
            e = Vector512.FusedMultiplyAdd(e, factor, factor);
            f = Vector512.FusedMultiplyAdd(f, factor, factor);
            g = Vector512.FusedMultiplyAdd(g, factor, factor);
            h = Vector512.FusedMultiplyAdd(h, factor, factor);
            i = Vector512.FusedMultiplyAdd(i, factor, factor);
            j = Vector512.FusedMultiplyAdd(j, factor, factor);
            k = Vector512.FusedMultiplyAdd(k, factor, factor);
            l = Vector512.FusedMultiplyAdd(l, factor, factor);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Chain256(float start)
    {
        Vector256<float> a = Vector256.Create(start), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        Vector256<float> factor = Vector256.Create(0.5f);
        for (int step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, factor);
            b = Vector256.FusedMultiplyAdd(b, factor, factor);
            c = Vector256.FusedMultiplyAdd(c, factor, factor);
            d = Vector256.FusedMultiplyAdd(d, factor, factor);
            e = Vector256.FusedMultiplyAdd(e, factor, factor);
            f = Vector256.FusedMultiplyAdd(f, factor, factor);
            g = Vector256.FusedMultiplyAdd(g, factor, factor);
            h = Vector256.FusedMultiplyAdd(h, factor, factor);
            i = Vector256.FusedMultiplyAdd(i, factor, factor);
            j = Vector256.FusedMultiplyAdd(j, factor, factor);
            k = Vector256.FusedMultiplyAdd(k, factor, factor);
            l = Vector256.FusedMultiplyAdd(l, factor, factor);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
