using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Tests.Sorting;

public sealed class MeteredSortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(500_001)]
    public void It_sorts_as_the_library_does(int length)
    {
        Random random = new(length);
        double[] values = [.. Enumerable.Range(0, length).Select(index => index % 1000 == 7 ? double.NaN : Math.Round(random.NextDouble() * length))];
        double[] expected = [.. values];
        Array.Sort(expected);
        MeteredSort.Sort(values, WorkMeter.Endless());
        values.ShouldBe(expected);
    }

    [Fact]
    public void A_cancel_ends_it()
    {
        using CancellationTokenSource source = new();
        WorkMeter meter = new(source.Token);
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => MeteredSort.Sort(new double[300_000], meter));
    }
}
