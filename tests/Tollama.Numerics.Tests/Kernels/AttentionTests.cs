using CsCheck;
using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class AttentionTests
{
    private static readonly Gen<(int Queries, int Keys, int Head, int Gap)> Shapes =
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 40], Gen.Int[1, 100], Gen.Int[0, 9]);

    private static readonly Gen<(int Queries, int Keys, int Head, int Stride, float[] Q, float[] K, float[] P)> Heads = Shapes.SelectMany(shape =>
        Gen.Select(
            KernelCases.Values(shape.Queries * (shape.Head + shape.Gap)), KernelCases.Values(shape.Keys * (shape.Head + shape.Gap)),
            KernelCases.Values(shape.Queries * shape.Keys),
            (q, k, p) => (shape.Queries, shape.Keys, shape.Head, shape.Head + shape.Gap, q, k, p)));

    public static TheoryData<string> Names => KernelCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_kernels(string name) =>
        Heads.ForAll(
            one =>
            {
                Scores(KernelCases.Named(name), one, 0, one.Queries).ShouldHaveTheBitsOf(Scores(KernelCases.Scalar, one, 0, one.Queries));
                Sums(KernelCases.Named(name), one, 0, one.Queries).ShouldHaveTheBitsOf(Sums(KernelCases.Scalar, one, 0, one.Queries));
            },
            cases: 200);

    [Theory]
    [MemberData(nameof(Names))]
    public void Many_queries_equal_the_queries_one_by_one(string name) =>
        Heads.ForAll(
            one =>
            {
                KernelSet kernels = KernelCases.Named(name);
                float[] scores = Scores(kernels, one, 0, one.Queries), sums = Sums(kernels, one, 0, one.Queries);
                for (int query = 0; query < one.Queries; query++)
                {
                    Scores(kernels, one, query, 1).ShouldHaveTheBitsOf(scores[(query * one.Keys)..((query + 1) * one.Keys)]);
                    Sums(kernels, one, query, 1)[..one.Head].ShouldHaveTheBitsOf(sums[(query * one.Stride)..((query * one.Stride) + one.Head)]);
                }
            },
            cases: 50);

    [Fact]
    public void Both_products_are_near_those_in_double_precision() =>
        Heads.ForAll(
            one =>
            {
                float[] scores = Scores(KernelSet.Current, one, 0, one.Queries), sums = Sums(KernelSet.Current, one, 0, one.Queries);
                for (int query = 0; query < one.Queries; query++)
                {
                    for (int key = 0; key < one.Keys; key++)
                    {
                        double dot = Enumerable.Range(0, one.Head).Sum(i => (double)one.Q[(query * one.Stride) + i] * one.K[(key * one.Stride) + i]);
                        ((double)scores[(query * one.Keys) + key]).ShouldBe(dot * 0.125, 1e-4);
                    }

                    for (int i = 0; i < one.Head; i++)
                    {
                        double sum = Enumerable.Range(0, one.Keys).Sum(key => (double)one.P[(query * one.Keys) + key] * one.K[(key * one.Stride) + i]);
                        ((double)sums[(query * one.Stride) + i]).ShouldBe(sum, 1e-4);
                    }
                }
            },
            cases: 50);

    private static float[] Scores(KernelSet kernels, (int Queries, int Keys, int Head, int Stride, float[] Q, float[] K, float[] P) one, int first, int count)
    {
        float[] scores = new float[count * one.Keys];
        kernels.Scores(one.Q.AsSpan(first * one.Stride), count, one.Stride, one.K, one.Keys, one.Stride, one.Head, 0.125f, scores, one.Keys);
        return scores;
    }

    private static float[] Sums(KernelSet kernels, (int Queries, int Keys, int Head, int Stride, float[] Q, float[] K, float[] P) one, int first, int count)
    {
        float[] sums = new float[count * one.Stride];
        kernels.WeightedSums(one.P.AsSpan(first * one.Keys), count, one.Keys, one.K, one.Keys, one.Stride, one.Head, sums, one.Stride);
        return sums;
    }
}
