using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class KernelSetTests
{
    [Fact]
    public void Scalar_kernels_are_always_there_and_come_last() => KernelSet.Available[^1].Name.ShouldBe("scalar");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_name_selects_the_fastest(string? name) => KernelSet.Select(name).ShouldBeSameAs(KernelSet.Available[0]);

    [Fact]
    public void A_name_is_found_in_any_case() => KernelSet.Select("Scalar").Name.ShouldBe("scalar");

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_there_are()
    {
        string message = Should.Throw<ArgumentException>(() => KernelSet.Select("avx9000")).Message;
        message.ShouldContain("'avx9000'");
        KernelSet.Available.ShouldAllBe(kernels => message.Contains(kernels.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void All_kernels_of_this_machine_pass_the_self_test()
    {
        foreach (KernelSet kernels in KernelCases.All)
        {
            Should.NotThrow(() => KernelSelfTest.Run(kernels, areChosen: true));
        }
    }

    [Fact]
    public void A_product_allocates_nothing()
    {
        float[] x = new float[20 * 64], y = new float[20 * 48];
        using PackedMatrix weights = PackedMatrix.Pack(48, 64, new float[48 * 64]);
        KernelSet kernels = KernelSet.Current;
        kernels.Multiply(x, 20, 64, weights, [], Activation.None, [], y, 48);
        long before = GC.GetAllocatedBytesForCurrentThread();
        kernels.Multiply(x, 20, 64, weights, [], Activation.None, [], y, 48);
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }
}
