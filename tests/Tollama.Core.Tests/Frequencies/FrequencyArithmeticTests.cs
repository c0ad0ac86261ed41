using System.Globalization;
using CsCheck;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Tests.Frequencies;

public sealed class FrequencyArithmeticTests
{
    private static readonly string[] Names =
    [
        "ns", "100us", "15ms", "s", "7s", "min", "15min", "h", "5h", "24h", "bh", "3bh", "D", "3D", "B", "2B", "W-SUN", "W-WED", "2W-FRI",
        "SMS", "SME", "3SME", "MS", "ME", "2ME", "BMS", "BME", "QS-JAN", "QS-FEB", "QE-DEC", "QE-NOV", "2QE-OCT", "BQS-MAR", "BQE-DEC",
        "YS-JAN", "YS-APR", "YE-DEC", "YE-FEB", "4YE-DEC", "BYS-JAN", "BYE-DEC",
    ];

    private static readonly Gen<Frequency> AnyFrequency = Gen.OneOf(Names).Select(Frequency.Parse);

    private static readonly Gen<DateTime> AnyTime =
        Gen.Select(Gen.Int[0, 300 * 366], Gen.Int[0, 86_399]).Select((day, second) => new DateTime(1850, 1, 1).AddDays(day).AddSeconds(second));

    [Fact]
    public void A_name_reads_back_as_the_same_frequency() => AnyFrequency.ForAll(frequency => Frequency.Parse(frequency.Name) == frequency);

    [Fact]
    public void N_steps_of_one_are_one_step_of_n() =>
        Gen.Select(AnyFrequency, AnyTime, Gen.Int[0, 40]).Where((frequency, _, _) => frequency.Name != "ns").ForAll((frequency, start, steps) =>
        {
            DateTime walked = start;
            for (int step = 0; step < steps; step++)
            {
                walked = frequency.Add(walked, 1);
            }

            return walked == frequency.Add(start, steps);
        });

    [Fact]
    public void Steps_forth_and_back_return_to_an_anchor() =>
        Gen.Select(AnyFrequency, AnyTime, Gen.Int[-400, 500]).ForAll((frequency, time, steps) =>
        {
            DateTime anchor = frequency.IsOnAnchor(time) ? time : frequency.Add(time, 1);
            return frequency.IsOnAnchor(anchor) && frequency.Add(frequency.Add(anchor, steps), -steps) == anchor;
        });

    [Fact]
    public void Steps_go_forward() =>
        Gen.Select(AnyFrequency, AnyTime, Gen.Int[100, 200]).ForAll((frequency, time, steps) =>
            frequency.Add(time, steps) > time && frequency.Add(time, -steps) < time && frequency.Add(time, 0) == time);

    [Theory]
    [InlineData("ME", "2024-01-31", 1, "2024-02-29")]
    [InlineData("ME", "2023-01-31", 1, "2023-02-28")]
    [InlineData("ME", "2024-02-29", 12, "2025-02-28")]
    [InlineData("ME", "2024-01-15", 1, "2024-01-31")]
    [InlineData("ME", "2024-01-15", -1, "2023-12-31")]
    [InlineData("2ME", "2024-01-15", 1, "2024-02-29")]
    [InlineData("MS", "2024-12-01", 2, "2025-02-01")]
    [InlineData("BME", "2024-08-30", 1, "2024-09-30")]
    [InlineData("BMS", "2024-05-01", 1, "2024-06-03")]
    [InlineData("QE-DEC", "2024-03-31", 1, "2024-06-30")]
    [InlineData("QE-JAN", "2024-01-31", 1, "2024-04-30")]
    [InlineData("QS-OCT", "2024-10-01", 1, "2025-01-01")]
    [InlineData("YS-APR", "2024-01-01", 1, "2024-04-01")]
    [InlineData("YE-FEB", "2023-02-28", 1, "2024-02-29")]
    [InlineData("W-SUN", "2024-01-01", 1, "2024-01-07")]
    [InlineData("W-MON", "2024-01-01", 1, "2024-01-08")]
    [InlineData("2W-MON", "2024-01-01", 1, "2024-01-15")]
    [InlineData("B", "2024-01-05", 1, "2024-01-08")]
    [InlineData("B", "2024-01-06", 1, "2024-01-08")]
    [InlineData("B", "2024-01-07", -1, "2024-01-05")]
    [InlineData("SME", "2024-01-15", 1, "2024-01-31")]
    [InlineData("SMS", "2024-01-15", 1, "2024-02-01")]
    [InlineData("D", "2024-02-28", 1, "2024-02-29")]
    [InlineData("bh", "2024-01-05T16:00", 1, "2024-01-08T09:00")]
    [InlineData("bh", "2024-01-05T12:30", 8, "2024-01-08T12:30")]
    [InlineData("90min", "2024-01-01T23:00", 1, "2024-01-02T00:30")]
    public void Dates_agree_with_pandas(string frequency, string start, int steps, string expected) =>
        Frequency.Parse(frequency).Add(Date(start), steps).ShouldBe(Date(expected));

    [Fact]
    public void The_time_of_day_is_kept() =>
        Frequency.Parse("ME").Add(new DateTime(2024, 1, 31, 17, 30, 0), 1).ShouldBe(new DateTime(2024, 2, 29, 17, 30, 0));

    [Theory]
    [InlineData("D", 10_000_000)]
    [InlineData("YE", 9000)]
    [InlineData("h", long.MaxValue)]
    [InlineData("B", -10_000_000)]
    public void Dates_outside_the_calendar_are_refused(string frequency, long steps) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Frequency.Parse(frequency).Add(new DateTime(2024, 1, 1), steps));

    [Fact]
    public void Positions_have_no_dates() =>
        Should.Throw<InvalidOperationException>(() => Frequency.Parse("1").Add(new DateTime(2024, 1, 1), 1));

    private static DateTime Date(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
