#pragma warning disable RS0030 // Here is where the sampling of CsCheck gets its seeds.

using CsCheck;

namespace Tollama.Properties;

/// <summary>
/// Holds a law against cases that CsCheck generates, and against the same cases in every run.
/// A case that fails prints its seed: <c>CsCheck_Seed=SEED</c> runs it again and looks for smaller ones.
/// <c>CsCheck_Iter=10000</c> (100 unless told) takes a hundred times as many cases, of which the usual ones are the first.
/// </summary>
public static class Law
{
    private const int DefaultCases = 100;
    private const ulong FirstSeed = 20_260_923;

    /// <summary>Holds a law of one value.</summary>
    /// <typeparam name="T">What a case is.</typeparam>
    /// <param name="gen">Where the cases come from.</param>
    /// <param name="law">Throws on a case that breaks the law.</param>
    /// <param name="cases">How many cases.</param>
    /// <param name="print">How a case is printed when it fails.</param>
    /// <exception cref="CsCheckException">A case broke the law.</exception>
    public static void ForAll<T>(this Gen<T> gen, Action<T> law, int cases = DefaultCases, Func<T, string>? print = null)
    {
        if (Check.Seed is not null)
        {
            gen.Sample(law, iter: cases, threads: 1, print: print);
            return;
        }

        foreach (string seed in Seeds(cases))
        {
            gen.Sample(law, seed: seed, iter: 1, threads: 1, print: print);
        }
    }

    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static void ForAll<T>(this Gen<T> gen, Func<T, bool> law, int cases = DefaultCases) =>
        gen.ForAll(value =>
        {
            if (!law(value))
            {
                throw new CsCheckException("The law says no.");
            }
        }, cases);

    /// <summary>Holds a law of one value that takes its time.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static async Task ForAllAsync<T>(this Gen<T> gen, Func<T, Task> law, int cases = DefaultCases)
    {
        if (Check.Seed is not null)
        {
            await gen.SampleAsync(law, iter: cases, threads: 1).ConfigureAwait(false);
            return;
        }

        foreach (string seed in Seeds(cases))
        {
            await gen.SampleAsync(law, seed: seed, iter: 1, threads: 1).ConfigureAwait(false);
        }
    }

    /// <summary>Holds a law of two values.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static void ForAll<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2), cases);

    /// <inheritdoc cref="ForAll{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void ForAll<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2), cases);

    /// <summary>Holds a law of two values that takes its time.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static Task ForAllAsync<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, Task> law, int cases = DefaultCases) =>
        gen.ForAllAsync(values => law(values.Item1, values.Item2), cases);

    /// <summary>Holds a law of three values.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3), cases);

    /// <inheritdoc cref="ForAll{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, bool> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3), cases);

    /// <summary>Holds a law of four values.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3, values.Item4), cases);

    /// <inheritdoc cref="ForAll{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, bool> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3, values.Item4), cases);

    /// <summary>Holds a law of four values that takes its time.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static Task ForAllAsync<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, Task> law, int cases = DefaultCases) =>
        gen.ForAllAsync(values => law(values.Item1, values.Item2, values.Item3, values.Item4), cases);

    /// <summary>Holds a law of five values.</summary>
    /// <inheritdoc cref="ForAll{T}(Gen{T}, Action{T}, int, Func{T, string})"/>
    public static void ForAll<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> gen, Action<T1, T2, T3, T4, T5> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3, values.Item4, values.Item5), cases);

    /// <inheritdoc cref="ForAll{T}(Gen{T}, Func{T, bool}, int)"/>
    public static void ForAll<T1, T2, T3, T4, T5>(this Gen<(T1, T2, T3, T4, T5)> gen, Func<T1, T2, T3, T4, T5, bool> law, int cases = DefaultCases) =>
        gen.ForAll(values => law(values.Item1, values.Item2, values.Item3, values.Item4, values.Item5), cases);

    private static IEnumerable<string> Seeds(int cases)
    {
        PCG seeds = new(0, FirstSeed);
        long count = cases * Check.Iter / DefaultCases;
        for (long index = 0; index < count; index++)
        {
            yield return new PCG(0, seeds.Next64()).ToString();
        }
    }
}
