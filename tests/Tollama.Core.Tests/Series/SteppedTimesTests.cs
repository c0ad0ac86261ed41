using CsCheck;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Core.Tests.Series;

/// <summary>Times that are computed are those that would have been written down.</summary>
public sealed class SteppedTimesTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        "100ns", "ms", "s", "min", "15min", "h", "4h", "bh", "D", "3D", "B", "W-SUN", "W-WED", "2W-MON", "SMS", "SME", "MS", "ME", "BMS",
        "BME", "3MS", "QS-JAN",
        "QE-DEC", "BQE-NOV", "YS-JAN", "YE-JUN", "BYE-DEC", "2YS-JAN");

    [Fact]
    public void They_are_what_single_steps_lead_to_from_any_start() =>
        Gen.Select(Names, Gen.Int[0, 20_000], Gen.Int[0, 1439], Gen.Int[1, 30]).ForAll((name, day, minute, count) =>
        {
            Frequency frequency = Frequency.Parse(name);
            Timestamp start = Timestamp.FromLocal(new DateTime(1970, 1, 1).AddDays(day).AddMinutes(minute));
            SteppedTimes times = new(start, frequency, count);

            List<DateTime> walked = [start.Local];
            while (walked.Count < count)
            {
                walked.Add(frequency.Add(walked[^1], 1));
            }

            times.Select(time => time.Local).ShouldBe(walked);
            times.ShouldBe([.. Enumerable.Range(0, count).Select(place => times[place])]);
            times.Count.ShouldBe(count);
        });

    [Fact]
    public void They_ascend() => Gen.Select(Names, Gen.Int[0, 20_000], Gen.Int[2, 30]).ForAll((name, day, count) =>
    {
        SteppedTimes times = new(Timestamp.FromLocal(new DateTime(1970, 1, 1).AddDays(day)), Frequency.Parse(name), count);
        return times.Zip(times.Skip(1), (earlier, later) => earlier < later).All(ascends => ascends);
    });

    [Theory]
    [InlineData("7", "1", "7,8,9")]
    [InlineData("7", "5", "7,12,17")]
    [InlineData("2024-01-31", "ME", "2024-01-31,2024-02-29,2024-03-31")]
    [InlineData("2024-01-01T00:00+01:00", "D", "2024-01-01T00:00+01:00,2024-01-02T00:00+01:00,2024-01-03T00:00+01:00")]
    [InlineData("2024-01-01", "12h", "2024-01-01,2024-01-01T12:00:00,2024-01-02T00:00:00")]
    public void The_form_of_the_first_is_kept(string start, string frequency, string expected)
    {
        SteppedTimes times = new(Timestamp.Parse(start), Frequency.Parse(frequency), 3);

        times.Start.ToString().ShouldBe(start);
        string.Join(',', times).ShouldBe(expected);
    }

    [Fact]
    public void What_lies_outside_is_refused()
    {
        SteppedTimes times = new(Timestamp.Parse("2024-01-01"), Frequency.Parse("D"), 2);

        Should.Throw<ArgumentOutOfRangeException>(() => times[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => times[-1]);
        new SteppedTimes(Timestamp.Parse("2024-01-01"), Frequency.Parse("D"), 0).ShouldBeEmpty();
    }
}
