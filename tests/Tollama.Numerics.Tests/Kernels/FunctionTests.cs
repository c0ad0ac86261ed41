using CsCheck;
using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class FunctionTests
{
    private delegate void Function(KernelSet kernels, ReadOnlySpan<float> x, Span<float> y);

    private static readonly Dictionary<string, (Function Kernel, Func<double, double> Exact, double Relative, double Absolute)> Functions = new()
    {
        ["exp"] = ((kernels, x, y) => kernels.Exp(x, y), Math.Exp, 2e-7, 1.5e-45),
        ["erf"] = ((kernels, x, y) => kernels.Erf(x, y), Erf, 1e-7, 1e-45),
        ["sigmoid"] = ((kernels, x, y) => kernels.Sigmoid(x, y), x => 1 / (1 + Math.Exp(-x)), 4e-7, 1e-44),
        ["tanh"] = ((kernels, x, y) => kernels.Tanh(x, y), Math.Tanh, 3e-7, 1e-45),
        ["softplus"] = ((kernels, x, y) => kernels.Softplus(x, y), x => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x))), 4e-7, 1e-44),
        ["sinh"] = ((kernels, x, y) => kernels.Sinh(x, y), Math.Sinh, 4e-7, 1e-45),
        ["asinh"] = ((kernels, x, y) => kernels.Asinh(x, y), x => Math.CopySign(LogOnePlus(Math.Abs(x) + (x * x / (1 + Math.Sqrt((x * x) + 1)))), x), 3e-7, 1e-45),
        ["relu"] = ((kernels, x, y) => kernels.Activate(Activation.Relu, x, y), x => Math.Max(x, 0), 0, 0),
        ["silu"] = ((kernels, x, y) => kernels.Activate(Activation.Silu, x, y), x => x / (1 + Math.Exp(-x)), 4e-7, 1e-43),
        ["gelu erf"] = ((kernels, x, y) => kernels.Activate(Activation.GeluErf, x, y), x => x * (1 + Erf(x / Math.Sqrt(2))) / 2, 3e-7, 4e-7),
        ["gelu tanh"] = ((kernels, x, y) => kernels.Activate(Activation.GeluTanh, x, y), x => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), 2e-6, 1e-12),
    };

    public static MatrixTheoryData<string, string> Cases => new(Functions.Keys, KernelCases.All.Select(kernels => kernels.Name));

    public static TheoryData<string> FunctionNames => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Functions_are_near_those_in_double_precision(string function)
    {
        (Function kernel, Func<double, double> exact, double relative, double absolute) = Functions[function];
        float[] x = [.. Enumerable.Range(-88_000, 176_001).Select(index => index * 1e-3f), .. Enumerable.Range(-12_000, 24_001).Select(index => index * 1e-4f), 1e-8f, -1e-8f, 1e-20f];
        float[] y = new float[x.Length];
        kernel(KernelSet.Current, x, y);
        for (int index = 0; index < x.Length; index++)
        {
            double expected = exact(x[index]);
            double allowed = (relative * Math.Abs(expected)) + absolute;
            Math.Abs(y[index] - expected).ShouldBeLessThanOrEqualTo(allowed, $"{function}({x[index]:R}) is {y[index]:R}, not {expected:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_instruction_set_and_every_length_gives_the_bits_of_the_scalar_kernels(string function, string name)
    {
        Function kernel = Functions[function].Kernel;
        Gen.OneOf(Gen.Float[-100, 100], Gen.Float[-2, 2], Gen.Float).Array[0, 70].ForAll(
            x =>
            {
                float[] found = new float[x.Length], expected = new float[x.Length], alone = new float[1];
                kernel(KernelCases.Named(name), x, found);
                kernel(KernelCases.Scalar, x, expected);
                found.ShouldHaveTheBitsOf(expected);
                for (int index = 0; index < x.Length; index++)
                {
                    kernel(KernelCases.Named(name), x.AsSpan(index, 1), alone);
                    alone.ShouldHaveTheBitsOf([found[index]]);
                }
            },
            cases: 100);
    }

    [Theory]
    [InlineData("exp", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NegativeInfinity, 0f)]
    [InlineData("exp", 89f, float.PositiveInfinity)]
    [InlineData("erf", float.NegativeInfinity, -1f)]
    [InlineData("sigmoid", float.NegativeInfinity, 0f)]
    [InlineData("tanh", float.PositiveInfinity, 1f)]
    [InlineData("softplus", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("softplus", float.NegativeInfinity, 0f)]
    [InlineData("sinh", float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData("asinh", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("exp", float.NaN, float.NaN)]
    [InlineData("erf", float.NaN, float.NaN)]
    [InlineData("softplus", float.NaN, float.NaN)]
    [InlineData("sinh", float.NaN, float.NaN)]
    [InlineData("asinh", float.NaN, float.NaN)]
    [InlineData("relu", float.NaN, float.NaN)]
    public void The_edges_of_a_function_are_its_limits(string function, float x, float expected)
    {
        float[] y = new float[1];
        Functions[function].Kernel(KernelSet.Current, [x], y);
        y[0].ShouldBe(expected);
    }

    [Theory]
    [InlineData(3e38f, 89.289993)]
    [InlineData(2e9f, 22.109560)]
    public void The_inverse_of_the_hyperbolic_sine_of_large_values_does_not_overflow(float x, double expected)
    {
        float[] y = new float[1];
        KernelSet.Current.Asinh([x], y);
        ((double)y[0]).ShouldBe(expected, 1e-4);
    }

    /// <summary>The series of Abramowitz and Stegun 7.1.6, and the continued fraction 7.1.14 where it converges faster.</summary>
    private static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (magnitude < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; n < 100; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
        }

        double fraction = magnitude;
        for (int n = 80; n >= 1; n--)
        {
            fraction = magnitude + (n / 2.0 / fraction);
        }

        return Math.CopySign(1 - (Math.Exp(-x * x) / fraction / Math.Sqrt(Math.PI)), x);
    }

    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
