using CsCheck;
using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class MatrixProductTests
{
    private static readonly Gen<(int Rows, int Inputs, int Outputs, int XGap, int YGap, Activation Activation, bool Bias, bool Residual)> Shapes =
        Gen.Select(
            Gen.Int[1, 40], Gen.Int[1, 300], Gen.Int[1, 150], Gen.Int[0, 5], Gen.Int[0, 5],
            Gen.Enum<Activation>(), Gen.Bool, Gen.Bool);

    public static TheoryData<string> Names => KernelCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_kernels(string name)
    {
        KernelSet kernels = KernelCases.Named(name);
        Shapes.SelectMany(shape => Case.Create(shape)).ForAll(
            one => one.Run(kernels).ShouldHaveTheBitsOf(one.Run(KernelCases.Scalar)), cases: 200);
    }

    [Fact]
    public void Products_are_near_the_sums_in_double_precision() =>
        Shapes.Where(shape => shape.Activation == Activation.None).SelectMany(shape => Case.Create(shape)).ForAll(
            one =>
            {
                float[] found = one.Run(KernelCases.Scalar);
                double[] expected = one.InDoublePrecision();
                for (int index = 0; index < expected.Length; index++)
                {
                    ((double)found[index]).ShouldBe(expected[index], 1e-5 * one.Inputs);
                }
            },
            cases: 100);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_equals_its_rows_one_by_one(string name)
    {
        KernelSet kernels = KernelCases.Named(name);
        Shapes.SelectMany(shape => Case.Create(shape)).ForAll(
            one =>
            {
                float[] together = one.Run(kernels);
                for (int row = 0; row < one.Rows; row++)
                {
                    one.Row(row).Run(kernels)[..one.Outputs].ShouldHaveTheBitsOf(together[(row * one.YStride)..(row * one.YStride + one.Outputs)]);
                }
            },
            cases: 50);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_threads_changes_no_bit(string name)
    {
        KernelSet kernels = KernelCases.Named(name);
        Shapes.SelectMany(shape => Case.Create(shape)).ForAll(
            one => one.Run(kernels, new Workers(3)).ShouldHaveTheBitsOf(one.Run(kernels)), cases: 50);
    }

    private sealed record Case(
        int Rows, int Inputs, int Outputs, int XStride, int YStride, Activation Activation, float[] X, float[] Weights, float[] Bias, float[] Residual)
    {
        public static Gen<Case> Create(
            (int Rows, int Inputs, int Outputs, int XGap, int YGap, Activation Activation, bool Bias, bool Residual) shape)
        {
            int xStride = shape.Inputs + shape.XGap, yStride = shape.Outputs + shape.YGap;
            return Gen.Select(
                KernelCases.Values(shape.Rows * xStride), KernelCases.Values(shape.Outputs * shape.Inputs),
                KernelCases.Values(shape.Bias ? shape.Outputs : 0), KernelCases.Values(shape.Residual ? shape.Rows * yStride : 0),
                (x, weights, bias, residual) => new Case(
                    shape.Rows, shape.Inputs, shape.Outputs, xStride, yStride, shape.Activation, x, weights, bias, residual));
        }

        /// <summary>The product, in place of its residual; what lies between the rows must stay.</summary>
        public float[] Run(KernelSet kernels, Workers? workers = null)
        {
            float[] y = Residual.Length > 0 ? [.. Residual] : [.. Enumerable.Repeat(7f, Rows * YStride)];
            using PackedMatrix packed = PackedMatrix.Pack(Outputs, Inputs, Weights);
            kernels.Multiply(X, Rows, XStride, packed, Bias, Activation, Residual.Length > 0 ? y : [], y, YStride, workers);
            for (int index = 0; index < y.Length; index++)
            {
                if (index % YStride >= Outputs)
                {
                    y[index].ShouldBe(Residual.Length > 0 ? Residual[index] : 7f);
                }
            }

            return y;
        }

        public Case Row(int row) => this with
        {
            Rows = 1,
            X = X[(row * XStride)..((row + 1) * XStride)],
            Residual = Residual.Length > 0 ? Residual[(row * YStride)..((row + 1) * YStride)] : [],
        };

        public double[] InDoublePrecision()
        {
            double[] y = new double[Rows * YStride];
            for (int index = 0; index < y.Length; index++)
            {
                int row = index / YStride, output = index % YStride;
                y[index] = Residual.Length > 0 ? Residual[index] : output < Outputs ? 0 : 7;
                if (output < Outputs)
                {
                    y[index] += Bias.Length > 0 ? Bias[output] : 0;
                    for (int input = 0; input < Inputs; input++)
                    {
                        y[index] += (double)X[(row * XStride) + input] * Weights[(output * Inputs) + input];
                    }
                }
            }

            return y;
        }
    }
}
