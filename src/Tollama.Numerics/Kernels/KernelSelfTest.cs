using System.Runtime.Intrinsics.X86;

namespace Tollama.Numerics.Kernels;

/// <summary>What a program asks once, at its start: are the kernels what they claim to be?</summary>
public static class KernelSelfTest
{
    /// <summary>Checks kernels against the processor and against the scalar ones.</summary>
    /// <param name="kernels">The kernels that the program will use.</param>
    /// <param name="areChosen">True when somebody asked for them by name: then scalar kernels are what he wants.</param>
    /// <exception cref="InvalidOperationException">
    /// The processor has vector instructions that this program was compiled without (ahead-of-time compilation for the lowest common
    /// processor does that, silently and a hundred times slower), or a product differs from that of the scalar kernels.
    /// </exception>
    public static void Run(KernelSet kernels, bool areChosen)
    {
        if (!areChosen && kernels is ScalarKernels && ProcessorHasAvx2())
        {
            throw new InvalidOperationException(
                "This processor has AVX2, but the program was compiled for one without. Build it with IlcInstructionSet=x86-64-v3, run it "
                + "just in time, or choose the slow kernels on purpose with TOLLAMA_KERNEL=scalar.");
        }

        const int Rows = 3, Inputs = 37, Outputs = 41;
        float[] x = Wave(Rows * Inputs), weights = Wave(Outputs * Inputs), bias = Wave(Outputs);
        using PackedMatrix packed = PackedMatrix.Pack(Outputs, Inputs, weights);
        float[] expected = new float[Rows * Outputs], found = new float[Rows * Outputs];
        new ScalarKernels().Multiply(x, Rows, Inputs, packed, bias, Activation.GeluErf, [], expected, Outputs);
        kernels.Multiply(x, Rows, Inputs, packed, bias, Activation.GeluErf, [], found, Outputs);
        int difference = expected.AsSpan().CommonPrefixLength(found);
        if (difference < expected.Length)
        {
            throw new InvalidOperationException(
                $"The {kernels.Name} kernels compute {found[difference]:R} where {expected[difference]:R} is right (value {difference} of the "
                + "self-test). Choose others with TOLLAMA_KERNEL, and report this with the name of the processor.");
        }
    }

    private static float[] Wave(int count)
    {
        float[] values = new float[count];
        for (int index = 0; index < count; index++)
        {
            values[index] = ((index * 37 % 64) - 31) / 32f;
        }

        return values;
    }

    /// <summary>
    /// Asks the processor itself: what the runtime says is folded to a constant when a program is compiled ahead of time.
    /// </summary>
    private static bool ProcessorHasAvx2() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && (X86Base.CpuId(7, 0).Ebx & (1 << 5)) != 0;
}
