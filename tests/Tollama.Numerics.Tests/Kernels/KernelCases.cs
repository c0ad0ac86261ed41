using CsCheck;
using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

/// <summary>What the tests of kernels share: the instruction sets, and the comparison of bits.</summary>
internal static class KernelCases
{
    /// <summary>The specification.</summary>
    public static KernelSet Scalar { get; } = new ScalarKernels();

    /// <summary>All that this machine can run: the 128-bit kernels are portable code, so they are tested on any processor.</summary>
    public static IReadOnlyList<KernelSet> All { get; } =
        [.. KernelSet.Available.Where(kernels => kernels is not (ScalarKernels or NeonKernels)), new NeonKernels(), Scalar];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(kernels => kernels.Name)];

    /// <summary>Values as layers see them, with a few zeros.</summary>
    public static Gen<float[]> Values(int count) =>
        Gen.Frequency((20, Gen.Float[-3f, 3f]), (1, Gen.Const(0f))).Array[count];

    public static KernelSet Named(string name) => All.Single(kernels => kernels.Name == name);

    /// <summary>Compares bit by bit; what is not a number equals only what is not a number.</summary>
    public static void ShouldHaveTheBitsOf(this float[] found, float[] expected)
    {
        found.Length.ShouldBe(expected.Length);
        for (int index = 0; index < found.Length; index++)
        {
            if (!found[index].Equals(expected[index]) || float.IsNegative(found[index]) != float.IsNegative(expected[index]))
            {
                (float.IsNaN(found[index]) && float.IsNaN(expected[index])).ShouldBeTrue($"value {index}: {found[index]:R} for {expected[index]:R}");
            }
        }
    }
}
