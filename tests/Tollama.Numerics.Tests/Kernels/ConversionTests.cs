namespace Tollama.Numerics.Tests.Kernels;

public sealed class ConversionTests
{
    private static readonly ushort[] Codes = [.. Enumerable.Range(0, 65536).Select(code => (ushort)code)];

    public static TheoryData<string> Names => KernelCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_half_precision_code_converts_as_the_runtime_does(string name)
    {
        float[] found = new float[Codes.Length];
        KernelCases.Named(name).FromFloat16(Codes, found);
        found.ShouldHaveTheBitsOf([.. Codes.Select(code => (float)BitConverter.UInt16BitsToHalf(code))]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_bfloat16_code_is_the_upper_half_of_its_value(string name)
    {
        float[] found = new float[Codes.Length];
        KernelCases.Named(name).FromBFloat16(Codes, found);
        found.ShouldHaveTheBitsOf([.. Codes.Select(code => BitConverter.Int32BitsToSingle(code << 16))]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_end_of_a_span_converts_like_its_middle(string name)
    {
        float[] all = new float[Codes.Length], part = new float[5];
        KernelCases.Named(name).FromFloat16(Codes, all);
        KernelCases.Named(name).FromFloat16(Codes.AsSpan(1000, 5), part);
        part.ShouldBe(all[1000..1005]);
    }
}
