using CsCheck;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class PanelPartsTests
{
    [Fact]
    public void An_ordinary_request_is_one_part_and_is_not_copied()
    {
        Panel panel = new([.. Enumerable.Range(0, 100).Select(i => Series(i, 200))], 24);

        PanelPart part = PanelParts.Of(panel, 24 * 10, Costs(100, 1)).ShouldHaveSingleItem();

        part.Panel.ShouldBeSameAs(panel);
        part.Cost.ShouldBe(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_series_that_is_larger_than_a_part_is_a_part_of_its_own()
    {
        Panel panel = new([Series(0, 10), Series(1, 10)], 10_000);

        PanelParts.Of(panel, 10_000 * 101, Costs(2, 1)).Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_told_of_the_history_counts()
    {
        Panel panel = new([.. Enumerable.Range(0, 4).Select(i => Series(i, 10))], 1);

        PanelParts.Of(panel, 1, Costs(4, 1), besides: [60_000, 30_000, 60_000, 60_000]).Select(part => part.Panel.Series.Count).ShouldBe([2, 1, 1]);
    }

    [Fact]
    public void Parts_keep_every_series_in_order_and_none_exceeds_its_limits() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 20_000], Gen.Int[1, 3_000]).ForAll(one =>
        {
            (int count, int numbers, int milliseconds) = one;
            Panel panel = new([.. Enumerable.Range(0, count).Select(i => Series(i, 3))], 1);

            IReadOnlyList<PanelPart> parts = PanelParts.Of(panel, numbers, Costs(count, milliseconds));

            parts.SelectMany(part => part.Panel.Series).ShouldBe(panel.Series);
            parts.ShouldAllBe(part => part.Panel.Series.Count == 1 || part.Panel.Series.Count * (long)numbers <= PanelParts.MostNumbers);
            parts.ShouldAllBe(part => part.Panel.Series.Count == 1 || part.Cost <= TimeSpan.FromSeconds(Environment.ProcessorCount));
        });

    private static TimeSpan[] Costs(int count, int milliseconds) => [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(milliseconds), count)];

    private static TimeSeries Series(int place, int length) => new() { Id = $"s{place}", Target = new double[length] };
}
