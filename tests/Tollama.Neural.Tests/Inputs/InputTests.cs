using CsCheck;

namespace Tollama.Neural.Tests.Inputs;

public sealed class InputTests
{
    private const double None = double.NaN;

    [Fact]
    public void Gaps_are_filled_by_lines_and_ends_by_what_is_next()
    {
        MissingValues.Fill([None, None, 2, None, None, 8, 3, None]).ShouldBe([2, 4, 6, 8, 3, 3]);
        MissingValues.Fill([None, None]).ShouldBe([0]);
        MissingValues.Fill([5]).ShouldBe([5]);
    }

    [Fact]
    public void The_scale_of_a_constant_is_exact()
    {
        InstanceScale scale = InstanceScale.Of([0.1, None, 0.1, 0.1]);
        scale.Apply(0.1).ShouldBe(0, 1e-9);
        InstanceScale.Of([None, None]).ShouldBe(new InstanceScale(0, 1));
        InstanceScale.Of([1, 3, None]).ShouldBe(new InstanceScale(2, 1));
    }

    [Fact]
    public void What_a_scale_takes_off_it_puts_back() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[2, 20], Gen.Bool).ForAll((values, compressed) =>
        {
            InstanceScale scale = InstanceScale.Of(values) with { IsCompressed = compressed };
            foreach (double value in values)
            {
                scale.Undo(scale.Apply(value)).ShouldBe(value, 1e-8 * (1 + Math.Abs(value) + Math.Abs(scale.Location)));
            }
        });

    [Fact]
    public void Patches_end_with_the_series_and_begin_where_something_was_observed()
    {
        double[] values = [None, None, None, None, 1, 2, None, None, None, None, None, None, 3];
        Patching patching = new(values, 4);
        patching.Count.ShouldBe(3);
        patching.Dropped.ShouldBe(1);
        float[] scaled = new float[4];
        float[] observed = new float[4];
        patching.Write(0, values, new InstanceScale(0, 1), scaled, observed).ShouldBeTrue();
        scaled.ShouldBe([0, 0, 0, 1]);
        observed.ShouldBe([0, 0, 0, 1]);
        patching.Write(2, values, new InstanceScale(1, 2), scaled, observed).ShouldBeTrue();
        scaled.ShouldBe([0, 0, 0, 1]);
        new Patching([None, 1, None, None, None, None, None, None, None], 4).Write(1, [None, 1, None, None, None, None, None, None, None], default, scaled, observed).ShouldBeFalse();
        new Patching([None, None], 4).Count.ShouldBe(0);
        new Patching([], 4).Count.ShouldBe(0);
    }

    [Fact]
    public void A_running_scale_is_that_of_all_values_so_far() =>
        Gen.Double[-100, 100].Array[0, 9].Array[1, 5].ForAll(parts =>
        {
            RunningScale running = parts.Aggregate(default(RunningScale), (scale, part) => scale.After(part));
            double[] all = [.. parts.SelectMany(part => part)];
            running.Count.ShouldBe(all.Length);
            running.Mean.ShouldBe(all.Length == 0 ? 0 : all.Average(), 1e-9);
            running.Spread.ShouldBe(all.Length == 0 ? 0 : Math.Sqrt(all.Sum(value => Math.Pow(value - all.Average(), 2)) / all.Length), 1e-6);
        });

    [Fact]
    public void Chunks_keep_every_series_once_and_in_order() =>
        Gen.Select(Gen.Int[1, 2000].Array[0, 60], Gen.Int[1, 9], Gen.Int[1, 3]).ForAll((tokens, threads, joined) =>
        {
            IReadOnlyList<int[]> chunks = SeriesChunks.Of([.. tokens.Select((count, index) => (index, count))], joined, threads);
            chunks.SelectMany(chunk => chunk).ShouldBe(Enumerable.Range(0, tokens.Length));
            chunks.ShouldAllBe(chunk => chunk.Length > 0);
        });

    [Fact]
    public void Memory_of_a_pass_is_given_back_and_used_again()
    {
        Workspace workspace = new();
        Span<float> first = workspace.Take(100);
        (int Block, int Used) mark = workspace.Mark();
        workspace.Take(1_000_000).Length.ShouldBe(1_000_000);
        workspace.Take(10).Length.ShouldBe(10);
        workspace.Restore(mark);
        first.Fill(1);
        Span<float> second = workspace.Take(100);
        second.Fill(2);
        first.ToArray().ShouldAllBe(value => value == 1);
    }

    [Fact]
    public void Levels_between_native_ones_are_between_their_values()
    {
        double[][] rows = [[1], [3], [4]];
        double[] levels = [0.1, 0.5, 0.9];
        QuantileRows.At(levels, rows, 0.3).ShouldBe([2]);
        QuantileRows.At(levels, rows, 0.5).ShouldBe([3]);
        QuantileRows.At(levels, rows, 0.01).ShouldBe([1]);
        QuantileRows.At(levels, rows, 0.99).ShouldBe([4]);
    }

    [Fact]
    public void The_spread_of_errors_never_shrinks_with_the_distance()
    {
        TtmSpread.Of([[1, -1, 0.5], [3], [-2, 2]], 6).ShouldBeInOrder();
        TtmSpread.Of([[3], [-4]], 4)[0].ShouldBe(Math.Sqrt(12.5), 1e-12);
        TtmSpread.OfSeasonalNaive([1, 3, 1, 3], 1, 2).ShouldBe([2, 2 * Math.Sqrt(2)]);
        TtmSpread.EndsFor(5, 12).ShouldBeEmpty();
        TtmSpread.EndsFor(64, 12).ShouldBe([63, 59, 55, 50, 46, 41, 37, 32]);
    }
}
