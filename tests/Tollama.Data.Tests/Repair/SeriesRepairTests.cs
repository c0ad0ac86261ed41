using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Time;

namespace Tollama.Data.Tests.Repair;

public sealed class SeriesRepairTests
{
    private static readonly Gen<string> Names = Gen.OneOf("15min", "h", "D", "W-SUN", "MS", "ME", "QE-DEC", "YS-JAN");

    [Fact]
    public void A_clean_series_is_handed_on_as_it_is()
    {
        TimeSeries raw = Raw(("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-03", 3));
        Repaired repaired = SeriesRepair.Repair(raw, horizon: 2);

        repaired.Series.Times.ShouldBeSameAs(raw.Times);
        repaired.Series.Target.ShouldBeSameAs(raw.Target);
        repaired.Series.Frequency!.Name.ShouldBe("D");
        repaired.Series.FutureTimes!.Texts().ShouldBe(["2024-01-04", "2024-01-05"]);
        repaired.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_shuffled_series_with_duplicates_comes_back_as_it_was() =>
        Gen.Select(Names, Gen.Int[0, 15_000], Gen.Double[-100, 100].Array[10, 60], Gen.Int[0, 1000]).ForAll((name, day, values, seed) =>
        {
            Timestamp[] stamps = Stamps.Series(name, new DateTime(1980, 1, 1).AddDays(day), values.Length);
            Random random = new(seed);
            int[] rows = [.. Enumerable.Range(0, values.Length), .. Enumerable.Range(0, values.Length).Where(_ => random.Next(4) == 0)];
            random.Shuffle(rows);
            TimeSeries raw = new()
            {
                Id = "s",
                Times = [.. rows.Select(row => stamps[row])],
                Target = [.. rows.Select(row => values[row])],
                Covariates = [new Covariate("x", NumberColumn.Of([.. rows.Select(row => (double)row)]), null)],
            };
            TimeSeries repaired = SeriesRepair.Repair(raw, horizon: 1, new RepairOptions { MergesEqualRows = true }).Series;
            return repaired.Times!.Texts().SequenceEqual(stamps.Texts())
                && repaired.Target.Zip(values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12)
                && ((NumberColumn)repaired.Covariates[0].Past!).SequenceEqual(Enumerable.Range(0, values.Length).Select(row => (double)row))
                && repaired.Frequency!.Name == name;
        });

    [Fact]
    public void Gaps_become_missing_values_and_are_reported()
    {
        Repaired repaired = SeriesRepair.Repair(Raw(("2024-01-31", 1), ("2024-02-29", 2), ("2024-05-31", 5)), horizon: 1, Of("M"));

        repaired.Series.Times!.Texts().ShouldBe(["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]);
        repaired.Series.Target.ShouldBe([1, 2, double.NaN, double.NaN, 5]);
        repaired.Warnings.ShouldHaveSingleItem().ShouldBe("series 's': 2 steps of one month have no row (first: 2024-03-31); filled as missing.");
        repaired.Series.FutureTimes!.Texts().ShouldBe(["2024-06-30"]);
    }

    [Theory]
    [InlineData(DuplicateMerge.Mean, 2)]
    [InlineData(DuplicateMerge.Sum, 2)]
    [InlineData(DuplicateMerge.First, 0)]
    [InlineData(DuplicateMerge.Last, 2)]
    public void Of_categories_with_one_time_stamp_one_counts_and_gaps_are_missing(DuplicateMerge how, int expected)
    {
        TimeSeries raw = new()
        {
            Id = "a",
            Times = Stamps.Of("2024-01-01", "2024-01-02", "2024-01-02", "2024-01-04", "2024-01-05"),
            Target = [1, 2, 4, 5, 6],
            Covariates = [new Covariate("day", CategoryColumn.Of([1, 0, 2, 1, 1], ["x", "y", "z"]), null)],
        };

        Repaired repaired = SeriesRepair.Repair(raw, horizon: 1, new RepairOptions { Duplicates = how });

        CategoryColumn day = (CategoryColumn)repaired.Series.Covariates[0].Past!;
        day.Codes.ShouldBe([1, expected, Column.Gap, 1, 1]);
        day.Texts.ShouldBe(["x", "y", "z"]);
    }

    [Theory]
    [InlineData(DuplicateMerge.Mean, 2)]
    [InlineData(DuplicateMerge.Sum, 4)]
    [InlineData(DuplicateMerge.First, 1)]
    [InlineData(DuplicateMerge.Last, 3)]
    public void Duplicates_are_merged_as_asked(DuplicateMerge how, double expected)
    {
        TimeSeries raw = Raw(("2024-01-01", 7), ("2024-01-02", 1), ("2024-01-02", double.NaN), ("2024-01-02", 3));
        Repaired repaired = SeriesRepair.Repair(raw, horizon: 1, new RepairOptions { Duplicates = how });

        repaired.Series.Target.ShouldBe([7, expected]);
        repaired.Warnings.ShouldHaveSingleItem().ShouldContain("2 rows repeat a time stamp");
    }

    [Fact]
    public void Unordered_rows_are_sorted_and_reported()
    {
        Repaired repaired = SeriesRepair.Repair(Raw(("2024-01-03", 3), ("2024-01-01", 1), ("2024-01-02", 2)), horizon: 1);

        repaired.Series.Target.ShouldBe([1, 2, 3]);
        repaired.Warnings.ShouldHaveSingleItem().ShouldContain("1 row comes after a later one");
    }

    [Fact]
    public void Stamps_a_little_off_are_moved()
    {
        Repaired repaired = SeriesRepair.Repair(
            Raw(("2024-01-01T00:00", 0), ("2024-01-01T01:00", 1), ("2024-01-01T02:04", 2), ("2024-01-01T03:00", 3)), horizon: 1, Of("h"));

        repaired.Series.Times![2].ToString().ShouldBe("2024-01-01T02:00");
        repaired.Series.Target.ShouldBe([0, 1, 2, 3]);
        repaired.Warnings.ShouldHaveSingleItem().ShouldContain("1 time stamp is a little off");
    }

    [Theory]
    [InlineData("h")]
    [InlineData(null)]
    public void A_value_between_the_steps_is_never_left_out(string? declared)
    {
        TimeSeries raw = Raw(
            ("2024-01-01T00:00", 0), ("2024-01-01T01:00", 1), ("2024-01-01T02:00", 2), ("2024-01-01T02:20", 9), ("2024-01-01T03:00", 3), ("2024-01-01T04:00", 4));
        TollamaException error = Should.Throw<TollamaException>(() => SeriesRepair.Repair(raw, 1, declared is null ? null : Of(declared)));

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("2024-01-01T02:20");
        error.Message.ShouldContain(declared is null ? "one hour comes nearest" : "no step of one hour");
        error.Hint!.ShouldContain("freq");
    }

    [Fact]
    public void A_gap_over_a_clock_change_keeps_the_zone()
    {
        Repaired repaired = SeriesRepair.Repair(
            Raw(("2024-03-31T00:00+01:00[Europe/Berlin]", 0), ("2024-03-31T01:00+01:00[Europe/Berlin]", 1), ("2024-03-31T04:00+02:00[Europe/Berlin]", 3)),
            horizon: 1,
            Of("h"));

        repaired.Series.Times![2].ToString().ShouldBe("2024-03-31T03:00+02:00[Europe/Berlin]");
        repaired.Series.Target.ShouldBe([0, 1, double.NaN, 3]);
    }

    [Fact]
    public void Irregular_events_ask_for_a_frequency()
    {
        TollamaException error = Should.Throw<TollamaException>(() => SeriesRepair.Repair(
            Raw(("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-13", 3), ("2024-02-19", 4), ("2024-02-27", 5), ("2024-04-30", 6), ("2024-05-13", 7)), horizon: 1));

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain("no frequency fits");
        error.Hint!.ShouldContain("freq");
    }

    [Fact]
    public void A_grid_that_would_be_nearly_all_gaps_is_refused()
    {
        TollamaException error = Should.Throw<TollamaException>(() => SeriesRepair.Repair(
            Raw(("2020-01-01", 1), ("2021-01-01", 2), ("2022-01-01", 3)), horizon: 1, Of("h")));

        error.Message.ShouldContain("3 rows, but 17545 steps of one hour");
        error.Hint!.ShouldContain("YS-JAN would fit");
    }

    [Fact]
    public void A_frequency_far_longer_than_the_distances_is_refused()
    {
        TimeSeries daily = new() { Id = "s", Times = Stamps.Series("D", new DateTime(2024, 1, 1), 90), Target = new double[90] };

        Should.Throw<TollamaException>(() => SeriesRepair.Repair(daily, horizon: 1, Of("MS"))).Hint!.ShouldContain("D would fit");
    }

    [Fact]
    public void Strict_names_every_fault_by_row_or_stamp()
    {
        TimeSeries raw = Raw(("2024-01-02", 2), ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-04", 4));
        TollamaException error = Should.Throw<TollamaException>(
            () => SeriesRepair.Repair(raw, horizon: 1, Of("D") with { Strict = true }, rows: [12, 13, 14, 15]));

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Faults.Select(fault => fault.Type).ShouldBe(["order", "duplicate", "gap"]);
        error.Faults.Select(fault => fault.Loc[^1]).ShouldBe(["13", "14", "2024-01-03"]);
        error.Message.ShouldContain("no row");
    }

    [Fact]
    public void Lengths_must_agree() => Should.Throw<TollamaException>(() => SeriesRepair.Repair(
        Raw(("2024-01-01", 1)) with { Covariates = [new Covariate("x", NumberColumn.Of([1, 2]), null)] }, horizon: 1)).Message.ShouldContain("covariate \"x\"");

    [Fact]
    public void An_empty_series_and_a_lonely_stamp_are_refused()
    {
        Should.Throw<TollamaException>(() => SeriesRepair.Repair(Raw(), horizon: 1)).Message.ShouldContain("no rows");
        Should.Throw<TollamaException>(() => SeriesRepair.Repair(Raw(("2024-01-01", 1)), horizon: 1)).Message.ShouldContain("one time stamp only");
        SeriesRepair.Repair(Raw(("2024-01-01", 1)), horizon: 1, Of("D")).Series.Target.ShouldBe([1]);
    }

    private static RepairOptions Of(string frequency) => new() { Frequency = Frequency.Parse(frequency) };

    private static TimeSeries Raw(params (string Stamp, double Value)[] rows) => new()
    {
        Id = "s",
        Times = Stamps.Of([.. rows.Select(row => row.Stamp)]),
        Target = [.. rows.Select(row => row.Value)],
    };
}
