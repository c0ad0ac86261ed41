using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Tests.Time;

public sealed class TimestampGridTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        "s", "15min", "h", "bh", "D", "B", "W-SUN", "2W-MON", "SMS", "SME", "MS", "ME", "BME", "BMS", "QS-JAN", "QE-DEC", "YS-APR", "YE-DEC", "3D", "2QE-DEC");

    [Theory]
    [InlineData("M", "2024-01-01,2024-02-01", "2024-03-01,2024-04-01")]
    [InlineData("MS", "2024-01-31,2024-02-29", "2024-03-31,2024-04-30")]
    [InlineData("MS", "2024-02-29", "2024-03-31,2024-04-30")]
    [InlineData("ME", "2024-01-30,2024-02-29,2024-03-30", "2024-04-30,2024-05-30")]
    [InlineData("ME", "2023-11-15,2023-12-15", "2024-01-15,2024-02-15")]
    [InlineData("W-SUN", "2024-01-03,2024-01-10", "2024-01-17,2024-01-24")]
    [InlineData("QE-DEC", "2024-02-01,2024-05-01", "2024-08-01,2024-11-01")]
    [InlineData("QS", "2024-03-31", "2024-06-30,2024-09-30")]
    [InlineData("YE", "2020-07-01,2021-07-01", "2022-07-01,2023-07-01")]
    [InlineData("YS", "2020-02-29", "2021-02-28,2022-02-28,2023-02-28,2024-02-29")]
    [InlineData("B", "2024-01-04,2024-01-05", "2024-01-08,2024-01-09")]
    [InlineData("D", "2024-02-27,2024-02-28", "2024-02-29,2024-03-01")]
    [InlineData("SMS", "2024-01-15,2024-01-31", "2024-02-15,2024-02-29,2024-03-15")]
    [InlineData("h", "2024-01-01", "2024-01-01T01:00:00,2024-01-01T02:00:00")]
    [InlineData("h", "2024-01-01 22:00,2024-01-01 23:00", "2024-01-02 00:00,2024-01-02 01:00")]
    [InlineData("MS", "2024-11,2024-12", "2025-01,2025-02")]
    [InlineData("Q", "2024Q3,2024Q4", "2025Q1,2025Q2")]
    [InlineData("Y", "2023,2024", "2025,2026")]
    [InlineData("W", "2024-W51,2024-W52", "2025-W01,2025-W02")]
    [InlineData("1", "2023,2024", "2025,2026")]
    [InlineData("1", "0,1,2", "3,4")]
    [InlineData("D", "10,20,30", "40,50")]
    [InlineData("h", "1704067200,1704070800", "1704074400,1704078000")]
    [InlineData("bh", "2024-01-05T15:00,2024-01-05T16:00", "2024-01-08T09:00,2024-01-08T10:00")]
    [InlineData("BM", "2024-03-29", "2024-04-30,2024-05-31,2024-06-28")]
    public void The_future_follows_the_anchor_and_form_of_the_data(string frequency, string history, string future)
    {
        string[] expected = future.Split(',');
        TimestampGrid grid = TimestampGrid.Create(Stamps.Of(history.Split(',')), Frequency.Parse(frequency));

        grid.Future(expected.Length).Texts().ShouldBe(expected);
    }

    [Theory]
    [InlineData("D", "2024-03-30T00:00:00+01:00[Europe/Berlin]", "2024-03-31T00:00:00+01:00[Europe/Berlin],2024-04-01T00:00:00+02:00[Europe/Berlin]")]
    [InlineData("h", "2024-03-31T01:00+01:00[Europe/Berlin]", "2024-03-31T03:00+02:00[Europe/Berlin],2024-03-31T04:00+02:00[Europe/Berlin]")]
    [InlineData("h", "2024-10-27T02:00+02:00[Europe/Berlin]", "2024-10-27T02:00+01:00[Europe/Berlin],2024-10-27T03:00+01:00[Europe/Berlin]")]
    [InlineData("D", "2024-03-30T02:30+01:00[Europe/Berlin]", "2024-03-31T03:30+02:00[Europe/Berlin],2024-04-01T02:30+02:00[Europe/Berlin]")]
    [InlineData("h", "2024-03-10T01:00-05:00[America/New_York]", "2024-03-10T03:00-04:00[America/New_York]")]
    [InlineData("D", "2024-11-02T12:00-04:00[America/New_York]", "2024-11-03T12:00-05:00[America/New_York]")]
    [InlineData("h", "2024-03-31T01:00[Europe/Berlin]", "2024-03-31T03:00[Europe/Berlin]")]
    [InlineData("ME", "2024-02-29T00:00+01:00[Europe/Berlin]", "2024-03-31T00:00+01:00[Europe/Berlin],2024-04-30T00:00+02:00[Europe/Berlin]")]
    [InlineData("h", "2024-03-31T01:00+01:00", "2024-03-31T02:00+01:00,2024-03-31T03:00+01:00")]
    [InlineData("D", "2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z")]
    public void Zones_and_offsets_are_kept_and_clock_changes_observed(string frequency, string last, string future)
    {
        string[] expected = future.Split(',');
        TimestampGrid grid = TimestampGrid.Create(Stamps.Of(last), Frequency.Parse(frequency));

        grid.Future(expected.Length).Texts().ShouldBe(expected);
        grid.Warning.ShouldBeNull();
    }

    [Fact]
    public void Daily_values_with_changing_offsets_step_by_the_local_calendar_and_say_so()
    {
        Timestamp[] history = Stamps.Of("2024-03-30T00:00+01:00", "2024-03-31T00:00+01:00", "2024-04-01T00:00+02:00");
        TimestampGrid grid = TimestampGrid.Create(history, Frequency.Parse("D"));

        grid.IsRegular.ShouldBeTrue();
        grid.Future(1).Texts().ShouldBe(["2024-04-02T00:00+02:00"]);
        grid.Warning!.ShouldContain("offset");
    }

    [Fact]
    public void Hourly_values_with_changing_offsets_are_regular()
    {
        Timestamp[] history = Stamps.Of("2024-03-31T00:00+01:00", "2024-03-31T01:00+01:00", "2024-03-31T03:00+02:00");
        TimestampGrid grid = TimestampGrid.Create(history, Frequency.Parse("h"));

        grid.IsRegular.ShouldBeTrue();
        grid.Future(1).Texts().ShouldBe(["2024-03-31T04:00+02:00"]);
    }

    [Fact]
    public void An_unknown_zone_keeps_the_offset_and_says_so()
    {
        TimestampGrid grid = TimestampGrid.Create(Stamps.Of("2024-03-31T00:00+01:00[Mars/Base]"), Frequency.Parse("h"));

        grid.Future(1).Texts().ShouldBe(["2024-03-31T01:00+01:00[Mars/Base]"]);
        grid.Warning!.ShouldContain("Mars/Base");
    }

    [Fact]
    public void The_future_of_a_regular_series_is_its_continuation() =>
        Gen.Select(Names, Gen.Int[0, 20_000], Gen.Int[8, 40], Gen.Int[1, 30]).ForAll((name, day, count, horizon) =>
        {
            Timestamp[] all = Stamps.Series(name, new DateTime(1970, 1, 1).AddDays(day).AddHours(9), count + horizon);
            TimestampGrid grid = TimestampGrid.Create(all.AsSpan(0, count), Frequency.Parse(name));
            return grid.IsRegular && grid.Length == count && grid.MissingCount == 0
                && grid.Future(horizon).Texts().SequenceEqual(all[count..].Texts());
        });

    [Fact]
    public void The_first_steps_do_not_depend_on_the_horizon() =>
        Gen.Select(Names, Gen.Int[0, 20_000], Gen.Int[1, 20]).ForAll((name, day, count) =>
        {
            TimestampGrid grid = TimestampGrid.Create(Stamps.Series(name, new DateTime(1970, 1, 1).AddDays(day), count), Frequency.Parse(name));
            return grid.Future(40).Take(7).Texts().SequenceEqual(grid.Future(7).Texts());
        });

    [Fact]
    public void Gaps_are_counted()
    {
        TimestampGrid grid = TimestampGrid.Create(Stamps.Of("2024-01-31", "2024-02-29", "2024-05-31"), Frequency.Parse("ME"));

        grid.Length.ShouldBe(5);
        grid.MissingCount.ShouldBe(2);
        grid.IsRegular.ShouldBeFalse();
        grid.At(2).ToString().ShouldBe("2024-03-31");
    }

    [Fact]
    public void One_odd_first_stamp_does_not_shift_the_grid()
    {
        TimestampGrid grid = TimestampGrid.Create(
            Stamps.Of("2024-01-01T00:20", "2024-01-01T01:00", "2024-01-01T02:00", "2024-01-01T03:00"), Frequency.Parse("h"));

        grid.OffGridCount.ShouldBe(1);
        grid.Future(1).Texts().ShouldBe(["2024-01-01T04:00"]);
    }

    [Fact]
    public void A_future_past_the_calendar_is_refused()
    {
        TimestampGrid grid = TimestampGrid.Create(Stamps.Of("9990-01-01"), Frequency.Parse("YS"));

        grid.Future(9).Count.ShouldBe(9);
        TollamaException error = Should.Throw<TollamaException>(() => grid.Future(10));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("9999");
    }

    [Fact]
    public void Stamps_at_the_ends_of_the_calendar_are_stepped_or_refused() =>
        Gen.Select(
            Gen.OneOf("100ns", "h", "bh", "D", "B", "W", "SMS", "SME", "ME", "MS", "BMS", "BQE", "YE", "900YS", "9000YE", "100000D", "1", "2000000000"),
            Gen.OneOf("0001-01-01", "0001-01-01T00:00+18:00", "9999-12-31T23:59:59.999999-18:00", "9999-12-31", "9999-12-15", "0001-01-06",
                "0001-01-01T00:00[Asia/Tokyo]", "9999-12-31T23:00[America/New_York]", "9999-12", "0001Q1", "2024-01-01", "999999999999999999", "-5").Array[1, 4])
            .ForAll((name, texts) =>
            {
                try
                {
                    Timestamp[] history = [.. Stamps.Of(texts).Distinct().Order()];
                    _ = FrequencyInference.Infer(history);
                    TimestampGrid.Create(history, Frequency.Parse(name)).Future(3).Texts().Length.ShouldBe(3);
                }
                catch (TollamaException exception)
                {
                    exception.Code.ShouldBe(ErrorCode.InvalidRequest);
                }
            });

    [Fact]
    public void Dates_and_positions_in_one_series_are_refused() =>
        Should.Throw<TollamaException>(() => TimestampGrid.Create(Stamps.Of("1", "2024-01-01"), Frequency.Parse("D")))
            .Message.ShouldContain("mix");

    [Fact]
    public void Dates_with_a_frequency_of_positions_are_inferred_or_refused()
    {
        TimestampGrid.Create(Stamps.Of("2024-01-01", "2024-01-02"), Frequency.Parse("1")).Frequency.Name.ShouldBe("D");
        Should.Throw<TollamaException>(() => TimestampGrid.Create(Stamps.Of("2024-01-01"), Frequency.Parse("1"))).Message.ShouldContain("positions");
    }

    [Fact]
    public void A_number_of_positions_for_dates_is_refused_with_the_unit_that_is_missing() =>
        Should.Throw<TollamaException>(() => TimestampGrid.Create(Stamps.Of("2024-01-01", "2024-01-02"), Frequency.Parse("5")))
            .Hint.ShouldBe("Say the unit: freq=5D is 5 days, freq=5min 5 minutes.");
}
