using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Tollama.Cli.Diagnosis;

/// <summary>What vector instructions the processor has.</summary>
/// <remarks>
/// The processor is asked itself: this program may be compiled ahead of time for an older one, where <c>Avx2.IsSupported</c> says no on a
/// processor that has it. The runner, which computes, is compiled for the real one.
/// </remarks>
internal static class CpuFeatures
{
    private const int FeatureLeaf = 1;
    private const int ExtendedFeatureLeaf = 7;
    private const int FmaBit = 12;
    private const int Avx2Bit = 5;
    private const int Avx512FBit = 16;

    public static string Describe()
    {
        List<string> features = [];
        if (X86Base.IsSupported)
        {
            int highestLeaf = X86Base.CpuId(0, 0).Eax;
            int extended = highestLeaf >= ExtendedFeatureLeaf ? X86Base.CpuId(ExtendedFeatureLeaf, 0).Ebx : 0;
            AddIf(features, "FMA", X86Base.CpuId(FeatureLeaf, 0).Ecx, FmaBit);
            AddIf(features, "AVX2", extended, Avx2Bit);
            AddIf(features, "AVX-512", extended, Avx512FBit);
        }
        else if (AdvSimd.IsSupported)
        {
            features.Add("NEON");
        }

        string found = features.Count > 0 ? string.Join(", ", features) : "no wide vectors";
        return $"{Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {found}";
    }

    private static void AddIf(List<string> features, string name, int register, int bit)
    {
        if ((register & (1 << bit)) != 0)
        {
            features.Add(name);
        }
    }
}
