using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Layers;

public sealed class RotaryTableTests
{
    private const int Size = 8;

    private static readonly float[] Query = [0.3f, -1.2f, 0.8f, 0.1f, -0.7f, 2.0f, 1.1f, -0.4f];

    private static readonly float[] Key = [1.5f, 0.2f, -0.6f, 0.9f, 0.4f, -1.3f, 0.7f, 1.0f];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(90, 40)]
    [InlineData(128, 1)]
    public void With_a_decay_the_product_of_each_pair_fades_with_the_distance(int query, int key)
    {
        double expected = 0;
        for (int pair = 0; pair < Size / 2; pair++)
        {
            double angle = (query - key) * Math.Pow(10_000, -2.0 * pair / Size);
            double fade = Math.Pow(((2 * pair) + (0.4 * Size)) / (1.4 * Size), (query - key) / 256.0);
            (double a, double b, double c, double d) = (Query[2 * pair], Query[(2 * pair) + 1], Key[2 * pair], Key[(2 * pair) + 1]);
            expected += fade * ((((a * c) + (b * d)) * Math.Cos(angle)) + (((a * d) - (b * c)) * Math.Sin(angle)));
        }

        double product = Dot(Rotated(Query, query, decay: 1), Rotated(Key, key, decay: -1));

        product.ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Without_a_decay_lengths_stay()
    {
        float[] rotated = Rotated(Query, 77, decay: 0);

        Dot(rotated, rotated).ShouldBe(Dot(Query, Query), 1e-5);
    }

    private static float[] Rotated(float[] values, int position, int decay)
    {
        RotaryTable table = new(Size, 10_000, 129, decay);
        ForwardPass pass = new(KernelSet.Current, new Workspace(), Workers.Single, TestContext.Current.CancellationToken);
        float[] tokens = [.. Enumerable.Repeat(values, position + 1).SelectMany(token => token)];
        table.RotatePairs(pass, tokens, position + 1, Size, heads: 1, Size);
        return tokens[^Size..];
    }

    private static double Dot(float[] left, float[] right) => left.Zip(right, (one, other) => (double)one * other).Sum();
}
