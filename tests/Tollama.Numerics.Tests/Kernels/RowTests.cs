using CsCheck;
using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class RowTests
{
    private delegate float[] Operation(KernelSet kernels, float[] x, float[] first, float[] second);

    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["dot"] = (kernels, x, first, _) => [kernels.Dot(x, first)],
        ["softmax"] = (kernels, x, first, _) => InPlace(x, y => kernels.Softmax(y, first)),
        ["softmax without bias"] = (kernels, x, _, _) => InPlace(x, y => kernels.Softmax(y, [])),
        ["softmax of columns"] = (kernels, x, first, second) => InPlace([.. x, .. first, .. second], y => kernels.SoftmaxOfColumns(y, x.Length)),
        ["rms norm"] = (kernels, x, first, _) => InPlace(x, y => kernels.RmsNorm(y, y.Length, first, 1e-5f, y)),
        ["rms norm without weight"] = (kernels, x, _, _) => InPlace(x, y => kernels.RmsNorm(y, y.Length, [], 1e-5f, y)),
        ["layer norm"] = (kernels, x, first, second) => InPlace(x, y => kernels.LayerNorm(y, y.Length, first, second, 1e-5f, y)),
        ["add"] = (kernels, x, first, _) => InPlace(x, y => kernels.Add(y, first, y)),
        ["multiply"] = (kernels, x, first, _) => InPlace(x, y => kernels.Multiply(y, first, y)),
        ["scale and add"] = (kernels, x, _, _) => InPlace(x, y => kernels.ScaleAdd(y, 1.7f, -0.3f, y)),
        ["rotate halves"] = (kernels, x, first, second) => InPlace([.. x, .. x], y => kernels.RotateHalves(y, first, second)),
        ["rotate pairs"] = (kernels, x, first, second) => InPlace([.. x, .. x], y => kernels.RotatePairs(y, first, second)),
    };

    public static MatrixTheoryData<string, string> Cases => new(Operations.Keys, KernelCases.All.Select(kernels => kernels.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_kernels(string operation, string name) =>
        Gen.Int[1, 130].SelectMany(count => Gen.Select(KernelCases.Values(count), KernelCases.Values(count), KernelCases.Values(count))).ForAll(
            (x, first, second) => Operations[operation](KernelCases.Named(name), x, first, second)
                .ShouldHaveTheBitsOf(Operations[operation](KernelCases.Scalar, x, first, second)),
            cases: 200);

    [Fact]
    public void Softmax_is_near_that_in_double_precision() =>
        Gen.Int[1, 130].SelectMany(count => Gen.Select(KernelCases.Values(count), KernelCases.Values(count))).ForAll(
            (x, bias) =>
            {
                double[] weights = [.. x.Zip(bias, (score, addend) => Math.Exp((double)score + addend))];
                double sum = weights.Sum();
                float[] found = InPlace(x, y => KernelSet.Current.Softmax(y, bias));
                for (int index = 0; index < x.Length; index++)
                {
                    ((double)found[index]).ShouldBe(weights[index] / sum, 1e-6);
                }
            },
            cases: 100);

    [Fact]
    public void Softmax_of_columns_is_that_of_the_rows_of_the_transposed_matrix() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40]).SelectMany((rows, width) => KernelCases.Values(rows * width).Select(x => (x, width))).ForAll(
            (x, width) =>
            {
                float[] found = InPlace(x, y => KernelSet.Current.SoftmaxOfColumns(y, width));
                for (int column = 0; column < width; column++)
                {
                    float[] values = [.. x.Where((_, index) => index % width == column)];
                    KernelSet.Current.Softmax(values, []);
                    float[] weights = [.. found.Where((_, index) => index % width == column)];
                    weights.Zip(values).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6f);
                }
            });

    [Fact]
    public void A_masked_entry_has_no_weight_and_the_others_are_as_if_it_were_not_there()
    {
        float[] x = [.. Enumerable.Range(0, 37).Select(index => index % 5 * 0.3f)], bias = new float[37];
        bias[3] = bias[36] = float.NegativeInfinity;
        x[36] = 50f;
        float[] found = InPlace(x, y => KernelSet.Current.Softmax(y, bias));
        found[3].ShouldBe(0f);
        found[36].ShouldBe(0f);
        found.Sum().ShouldBe(1f, 1e-6f);
        (found[4] / found[0]).ShouldBe(MathF.Exp(1.2f), 1e-5f);
    }

    [Fact]
    public void A_row_in_which_everything_is_masked_has_no_weights()
    {
        float[] x = [1f, 2f, 3f];
        KernelSet.Current.Softmax(x, [float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity]);
        x.ShouldBe([0f, 0f, 0f]);
    }

    [Fact]
    public void Norms_are_near_those_in_double_precision() =>
        Gen.Int[1, 130].SelectMany(count => Gen.Select(KernelCases.Values(count), KernelCases.Values(count), KernelCases.Values(count))).ForAll(
            (x, weight, bias) =>
            {
                double square = x.Average(value => (double)value * value), mean = x.Average(value => (double)value);
                double variance = x.Average(value => (value - mean) * (value - mean));
                float[] rms = InPlace(x, y => KernelSet.Current.RmsNorm(y, y.Length, weight, 1e-2f, y));
                float[] layer = InPlace(x, y => KernelSet.Current.LayerNorm(y, y.Length, weight, bias, 1e-2f, y));
                for (int index = 0; index < x.Length; index++)
                {
                    ((double)rms[index]).ShouldBe(x[index] / Math.Sqrt(square + 1e-2) * weight[index], 1e-5);
                    ((double)layer[index]).ShouldBe(((x[index] - mean) / Math.Sqrt(variance + 1e-2) * weight[index]) + bias[index], 1e-5);
                }
            },
            cases: 100);

    [Fact]
    public void Norms_of_many_rows_are_those_of_each()
    {
        float[] x = [.. Enumerable.Range(0, 3 * 21).Select(index => index * 37 % 64 / 16f)], together = new float[x.Length], alone = new float[21];
        KernelSet.Current.LayerNorm(x, 21, [], [], 1e-5f, together);
        for (int row = 0; row < 3; row++)
        {
            KernelSet.Current.LayerNorm(x.AsSpan(row * 21, 21), 21, [], [], 1e-5f, alone);
            alone.ShouldHaveTheBitsOf(together[(row * 21)..((row + 1) * 21)]);
        }
    }

    [Fact]
    public void A_rotation_turns_the_two_values_of_a_pair()
    {
        float[] halves = [1f, 2f, 3f, 4f], pairs = [1f, 3f, 2f, 4f];
        KernelSet.Current.RotateHalves(halves, [0f, 1f], [1f, 0f]);
        KernelSet.Current.RotatePairs(pairs, [0f, 1f], [1f, 0f]);
        halves.ShouldBe([-3f, 2f, 1f, 4f]);
        pairs.ShouldBe([-3f, 1f, 2f, 4f]);
    }

    [Fact]
    public void Vectors_of_different_lengths_are_refused() =>
        Should.Throw<ArgumentException>(() => KernelSet.Current.Dot(new float[3], new float[4])).Message.ShouldContain("3, 4");

    private static float[] InPlace(float[] x, Action<float[]> operation)
    {
        float[] y = [.. x];
        operation(y);
        return y;
    }
}
