using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Time;

namespace Tollama.Data.Tests.Repair;

public sealed class PanelRepairTests
{
    private readonly FaultList _faults = new();

    [Fact]
    public void A_regular_series_keeps_its_columns_and_knows_its_future()
    {
        TimeSeries series = Of("a", ("2024-01-31", 1), ("2024-02-29", 2), ("2024-03-31", 3));

        Panel panel = Repair(new ForecastRequest(), out _, series);

        panel.Series[0].Target.ShouldBeSameAs(series.Target);
        panel.Series[0].Times.ShouldBeSameAs(series.Times);
        panel.Series[0].Frequency!.Name.ShouldBe("ME");
        panel.Series[0].FutureTimes!.Texts().ShouldBe(["2024-04-30", "2024-05-31"]);
        _faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void A_series_without_time_stamps_is_left_as_it_is()
    {
        TimeSeries series = new() { Id = "a", Target = [1, double.NaN, 3] };
        Repair(new ForecastRequest { OnBadData = BadDataPolicy.Strict }, out _, series).Series.ShouldHaveSingleItem()
            .ShouldBeSameAs(series);
    }

    [Fact]
    public void A_series_without_any_value_is_an_error_beside_the_others()
    {
        Panel panel = Repair(
            new ForecastRequest(),
            out PanelRepair repair,
            new TimeSeries { Id = "empty", Target = [double.NaN, double.NaN] },
            new TimeSeries { Id = "b", Target = [1] });

        panel.Series.Select(series => series.Id).ShouldBe(["b"]);
        repair.Errors.ShouldHaveSingleItem().Id.ShouldBe("empty");
        _faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Unless_repair_is_asked_for_disorder_is_a_fault_with_its_places_and_three_are_listed()
    {
        Repair(
            new ForecastRequest(),
            out _,
            Of("a", ("2024-01-05", 1), ("2024-01-04", 2), ("2024-01-03", 3), ("2024-01-02", 4), ("2024-01-01", 5)),
            Of("b", ("2024-01-01", 1), ("2024-01-01", 2)));

        _faults.Items.Select(fault => string.Join('.', fault.Loc)).ShouldBe(
            ["body.series.0.timestamps.1", "body.series.0.timestamps.2", "body.series.0.timestamps.3", "body.series.1.timestamps.1"]);
        _faults.Items[0].Msg.ShouldContain("is earlier than");
        _faults.Items[3].Msg.ShouldContain("repeats");
    }

    [Fact]
    public void With_repair_disorder_and_duplicates_are_mended_with_warnings()
    {
        Panel panel = Repair(
            new ForecastRequest { OnBadData = BadDataPolicy.Repair, Duplicates = DuplicateMerge.Last },
            out PanelRepair repair,
            Of("a", ("2024-01-02", 2), ("2024-01-01", 1), ("2024-01-02", 7), ("2024-01-03", 3)));

        panel.Series[0].Target.ShouldBe([1, 7, 3]);
        repair.Warnings.Count.ShouldBe(2);
        _faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Repeated_stamps_are_merged_without_repair_when_the_request_says_how()
    {
        Panel panel = Repair(
            new ForecastRequest { Duplicates = DuplicateMerge.Sum }, out _, Of("a", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-02", 7), ("2024-01-03", 3)));

        panel.Series[0].Target.ShouldBe([1, 9, 3]);
        _faults.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Repair_alone_does_not_say_what_repeated_stamps_mean()
    {
        Repair(
            new ForecastRequest { OnBadData = BadDataPolicy.Repair },
            out _,
            Of("a", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-02", 7), ("2024-01-03", 3)),
            Of("b", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-02", 2), ("2024-01-03", 3)));

        _faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("1 row repeats a time stamp (first: 2024-01-02, rows 2 and 3)");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(BadDataPolicy.Repair)]
    public void Gaps_are_filled_with_a_warning(BadDataPolicy? policy)
    {
        Panel panel = Repair(
            new ForecastRequest { OnBadData = policy },
            out PanelRepair repair,
            Of("a", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-04", 4)) with { Frequency = Frequency.Parse("D") });

        panel.Series[0].Target.ShouldBe([1, 2, double.NaN, 4]);
        repair.Warnings.ShouldHaveSingleItem().ShouldContain("2024-01-03");
    }

    [Fact]
    public void A_strict_request_names_the_series_with_a_gap()
    {
        Repair(
            new ForecastRequest { OnBadData = BadDataPolicy.Strict },
            out PanelRepair repair,
            new TimeSeries { Id = "fine", Target = [1] },
            Of("a", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-04", 4)) with { Frequency = Frequency.Parse("D") });

        _faults.Items.ShouldHaveSingleItem().Loc.ShouldBe(["body", "series", "1", "timestamps"]);
        repair.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_frequency_that_cannot_be_read_off_is_asked_for()
    {
        Repair(new ForecastRequest(), out _, Of("lonely", ("2024-01-01", 1)));

        Fault fault = _faults.Items.ShouldHaveSingleItem();
        fault.Loc.ShouldBe(["body", "series", "0", "freq"]);
        fault.Msg.ShouldContain("'lonely'");
    }

    [Fact]
    public void A_series_that_is_too_short_to_tell_has_the_frequency_of_the_others()
    {
        Panel panel = Repair(new ForecastRequest(), out _, Of("a", ("2024-01-01", 1), ("2024-02-01", 2), ("2024-03-01", 3)), Of("lonely", ("2024-05-01", 1)));

        panel.Series[1].FutureTimes!.Texts().ShouldBe(["2024-06-01", "2024-07-01"]);
        _faults.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("W")]
    [InlineData("B")]
    [InlineData("2MS")]
    [InlineData("QS")]
    [InlineData("D[Mon-Sat]")]
    [InlineData("D[Mon-Fri]")]
    public void A_declared_frequency_that_would_leave_out_values_is_refused(string frequency)
    {
        (string, double)[] months = [.. Enumerable.Range(1, 12).Select(month => ($"2020-{month:00}-01", 10.0 * month))];
        Repair(new ForecastRequest(), out _, Of("a", months) with { Frequency = Frequency.Parse(frequency) });

        Fault fault = _faults.Items.ShouldHaveSingleItem();
        fault.Loc.ShouldBe(["body", "series", "0", "timestamps"]);
        fault.Msg.ShouldContain("have no step of");
        fault.Msg.ShouldContain("(freq=MS would fit)");
    }

    [Fact]
    public void Nothing_is_repaired_for_a_client_that_has_left() =>
        Should.Throw<OperationCanceledException>(() => new PanelRepair(Request(new ForecastRequest(), Of("a", ("2024-01-01", 1))), _faults)
            .Repair(new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("2024-01-01", "ME", null, 4, "2024-05-31 2024-06-30")]
    [InlineData("2024-01", "ME", null, 4, "2024-05 2024-06")]
    [InlineData("2024-01-01", "QE", null, 4, "2025-03-31 2025-06-30")]
    [InlineData("2024", "YE", null, 4, "2028 2029")]
    [InlineData("2024-01-01", "YE", null, 4, "2028-12-31 2029-12-31")]
    [InlineData("2024-01-01", "W", null, 4, "2024-01-29 2024-02-05")]
    [InlineData("2024-01-03", "W", null, 4, "2024-01-31 2024-02-07")]
    [InlineData("2024-01-01", "2W", null, 4, "2024-02-26 2024-03-11")]
    [InlineData("2024-W05", "W", null, 4, "2024-W09 2024-W10")]
    [InlineData("2024-01-15", "MS", null, 4, "2024-05-15 2024-06-15")]
    [InlineData("2024-01-31", "P1M", null, 4, "2024-05-31 2024-06-30")]
    [InlineData("2024-02-01", "QS", null, 4, "2025-02-01 2025-05-01")]
    [InlineData("2024-07-01", "YS", null, 4, "2028-07-01 2029-07-01")]
    [InlineData("2024-02-29", "YS", null, 4, "2028-02-29 2029-02-28")]
    [InlineData("2024-09-01T00:00", "h", "Europe/Berlin", 2000, "2024-11-23T07:00:00+01:00 2024-11-23T08:00:00+01:00")]
    [InlineData("2024-01-01", "h", "Europe/Berlin", 8760, "2024-12-31T00:00:00+01:00 2024-12-31T01:00:00+01:00")]
    [InlineData("2024-10-27T00:00", "30min", "Europe/Berlin", 5, "2024-10-27T02:30:00+02:00 2024-10-27T02:00:00+01:00")]
    [InlineData("2024-10-20T09:00", "D", "Europe/Berlin", 10, "2024-10-30T09:00:00+01:00 2024-10-31T09:00:00+01:00")]
    [InlineData("2024-10-20T09:00+02:00", "D", "Europe/Berlin", 10, "2024-10-30T09:00:00+01:00 2024-10-31T09:00:00+01:00")]
    [InlineData("2024-01-31T09:00", "ME", "Europe/Berlin", 4, "2024-05-31T09:00:00+02:00 2024-06-30T09:00:00+02:00")]
    [InlineData("2024-10-20T09:00+02:00[Europe/Berlin]", "D", null, 10, "2024-10-30T09:00+01:00[Europe/Berlin] 2024-10-31T09:00+01:00[Europe/Berlin]")]
    [InlineData("2024-10-27T00:00+02:00[Europe/Berlin]", "h", null, 3, "2024-10-27T02:00+01:00[Europe/Berlin] 2024-10-27T03:00+01:00[Europe/Berlin]")]
    [InlineData("2024-03-25T02:30", "D", "Europe/Berlin", 10, "2024-04-04T02:30:00+02:00 2024-04-05T02:30:00+02:00")]
    public void A_start_is_forecast_as_all_its_time_stamps_would_be(string start, string freq, string? zone, int count, string expected)
    {
        Frequency frequency = Frequency.Parse(freq);
        TimeSeries series = new()
        {
            Id = "a",
            Frequency = frequency,
            Times = StartedTimes.From(Timestamp.Parse(start), frequency, count),
            Target = [.. Enumerable.Range(0, count).Select(value => (double)value)],
        };

        Panel panel = Repair(new ForecastRequest { TimeZone = zone }, out PanelRepair repair, series);

        _faults.Items.ShouldBeEmpty();
        repair.Warnings.ShouldBeEmpty();
        panel.Series[0].Length.ShouldBe(count);
        string.Join(' ', panel.Series[0].FutureTimes!.Texts()).ShouldBe(expected);
    }

    [Fact]
    public void A_start_that_clocks_skip_is_a_fault()
    {
        Frequency hours = Frequency.Parse("h");
        TimeSeries series = new() { Id = "a", Frequency = hours, Times = StartedTimes.From(Timestamp.Parse("2024-03-31T02:30"), hours, 2), Target = [1, 2] };

        Repair(new ForecastRequest { TimeZone = "Europe/Berlin" }, out _, series);

        _faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("does not exist in Europe/Berlin");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("D")]
    public void A_daily_series_is_no_calendar_of_an_hourly_one(string? said)
    {
        TimeSeries hours = Of("x", ("2024-10-26T23:00", 1), ("2024-10-27T00:00", 2), ("2024-10-27T01:00", 3));
        TimeSeries days = Of("b", ("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-03", 3)) with { Frequency = said is null ? null : Frequency.Parse(said) };

        Panel panel = Repair(new ForecastRequest(), out _, hours, days);

        panel.Series.Select(series => series.Frequency!.Name).ShouldBe(["h", "D"]);
        panel.Series[0].FutureTimes!.Texts().ShouldBe(["2024-10-27T02:00", "2024-10-27T03:00"]);
        panel.Series[1].FutureTimes!.Texts().ShouldBe(["2024-01-04", "2024-01-05"]);
    }

    [Theory]
    [InlineData("2024-01-01 2024-04-01 2024-07-01", "MS", "QS")]
    [InlineData("2022-01-01 2023-01-01 2024-01-01", "QS", "YS")]
    [InlineData("2024-01-01 2024-01-08 2024-01-15", "D", "W")]
    public void Even_steps_stay_their_own_beside_shorter_ones(string stamps, string shorter, string own)
    {
        string[] all = stamps.Split(' ');
        TimeSeries slow = Of("a", (all[0], 1), (all[1], 2), (all[2], 3));
        StartedTimes steps = StartedTimes.From(Timestamp.Parse("2023-01-01"), Frequency.Parse(shorter), 12);
        TimeSeries fast = Of("b", [.. steps.Select(stamp => (stamp.ToString(), 1.0))]);

        Panel panel = Repair(new ForecastRequest(), out _, slow, fast);

        PanelFrequency.KindOf(panel.Series[0].Frequency!).ShouldBe(PanelFrequency.KindOf(Frequency.Parse(own)));
        panel.Series[0].Length.ShouldBe(3);
    }

    private Panel Repair(ForecastRequest request, out PanelRepair repair, params TimeSeries[] series)
    {
        repair = new PanelRepair(Request(request, series), _faults);
        return repair.Repair(TestContext.Current.CancellationToken);
    }

    private static ForecastRequest Request(ForecastRequest request, params TimeSeries[] series) =>
        request with { Horizon = 2, Series = series };

    private static TimeSeries Of(string id, params (string Stamp, double Value)[] rows) => new()
    {
        Id = id,
        Times = Stamps.Of([.. rows.Select(row => row.Stamp)]),
        Target = [.. rows.Select(row => row.Value)],
    };
}
