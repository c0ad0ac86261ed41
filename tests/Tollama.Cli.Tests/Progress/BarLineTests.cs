using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Tollama.Cli.Progress;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Progress;

public sealed class BarLineTests
{
    [Theory]
    [InlineData(100, "pulling 0123456789ab:  50% ▕███████████████████                   ▏  500 MB/1 GB     10 MB/s     50s")]
    [InlineData(78, "pulling 0123456789ab:  50% ▕████████        ▏  500 MB/1 GB     10 MB/s     50s")]
    [InlineData(70, "pulling 0123456789ab:  50% ▕████    ▏  500 MB/1 GB     10 MB/s     50s")]
    [InlineData(68, "pulling 0123456789ab:  50% ▕███████       ▏  500 MB/1 GB     10 MB/s")]
    [InlineData(60, "pulling 0123456789ab:  50% ▕████████        ▏  500 MB/1 GB")]
    [InlineData(52, "pulling 0123456789ab:  50% ▕████    ▏  500 MB/1 GB")]
    [InlineData(45, "pulling 0123456789ab:  50%  500 MB/1 GB")]
    [InlineData(30, "pulling 0123456789ab:  50%")]
    [InlineData(10, "…9ab:  50%")]
    public void A_narrow_terminal_gets_less(int width, string row)
    {
        FakeTimeProvider time = new();

        BarLine.Format(Moving(time, 1_000_000_000, 490_000_000, 500_000_000), width).ShouldBe(row);
    }

    [Fact]
    public void What_is_done_has_neither_speed_nor_remaining_time()
    {
        BarLine.Format(Moving(new FakeTimeProvider(), 1000, 10, 1000), 70).ShouldBe("pulling 0123456789ab: 100% ▕████████▏    1 KB/1 KB");
    }

    [Fact]
    public void Without_a_total_there_is_a_count_and_without_bytes_only_the_step()
    {
        FakeTimeProvider time = new();
        Transfer step = new("writing manifest", time);
        step.Update(new PullProgress());

        BarLine.Format(step, 80).ShouldBe("writing manifest");
        BarLine.Format(Moving(time, null, 1000, 31_000), 80).ShouldBe("pulling 0123456789ab   31 KB   30 KB/s");
    }

    [Fact]
    public void No_row_is_wider_than_the_terminal() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long[1, long.MaxValue / 4], Gen.Double[0, 1], Gen.Double[0, 1]).ForAll((width, total, first, second) =>
            BarLine.Format(Moving(new FakeTimeProvider(), total, (long)(first * total), (long)(second * total)), width).Length <= width);

    private static Transfer Moving(FakeTimeProvider time, long? total, long before, long now)
    {
        Transfer transfer = new("pulling 0123456789ab", time);
        transfer.Update(new PullProgress { Total = total, Completed = before });
        time.Advance(TimeSpan.FromSeconds(1));
        transfer.Update(new PullProgress { Total = total, Completed = now });
        return transfer;
    }
}
