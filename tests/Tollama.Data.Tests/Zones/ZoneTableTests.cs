using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Data.Tests.Zones;

/// <summary>Local times without an offset are moments of the zone that a request names.</summary>
public sealed class ZoneTableTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-10-26T22:00Z", "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00")]
    [InlineData("Europe/Berlin", "2024-03-30T23:00Z", "2024-03-31T01:00:00+01:00", "2024-03-31T03:00:00+02:00")]
    [InlineData("America/New_York", "2024-11-03T04:00Z", "2024-11-03T01:00:00-04:00", "2024-11-03T01:00:00-05:00")]
    [InlineData("America/New_York", "2024-03-10T05:00Z", "2024-03-10T01:00:00-05:00", "2024-03-10T03:00:00-04:00")]
    [InlineData("Australia/Sydney", "2024-04-06T13:00Z", "2024-04-07T02:00:00+11:00", "2024-04-07T02:00:00+10:00")]
    [InlineData("Australia/Lord_Howe", "2024-04-06T13:00Z", "2024-04-07T01:00:00+11:00", "2024-04-07T01:30:00+10:30")]
    [InlineData("Asia/Kolkata", "2024-10-26T18:30Z", "2024-10-27T02:00:00+05:30", "2024-10-27T03:00:00+05:30")]
    public void Hours_over_a_change_of_the_clocks_are_hours(string zone, string first, string before, string after)
    {
        DateTime[] moments = ZoneTable.Every(first, 72, TimeSpan.FromHours(1));
        ZoneTable read = ZoneTable.Read(ZoneTable.Write(zone, moments), zone);

        read.Moments.ShouldBe(moments);
        read.Only.Target.Values.ShouldBe(Enumerable.Range(0, 72).Select(value => (double)value));
        read.Only.Frequency!.Name.ShouldBe("h");
        read.Only.Frequency.SeasonLength.ShouldBe(24);
        int place = Array.IndexOf(read.Times, before);
        place.ShouldBeGreaterThanOrEqualTo(0, string.Join(' ', read.Times));
        read.Times[place + 1].ShouldBe(after);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2024-10-26T18:00Z", 15)]
    [InlineData("America/St_Johns", "2024-11-02T20:00Z", 30)]
    [InlineData("Australia/Lord_Howe", "2024-04-06T10:00Z", 30)]
    [InlineData("Australia/Lord_Howe", "2024-10-05T10:00Z", 10)]
    [InlineData("America/Santiago", "2024-04-06T20:00Z", 5)]
    public void Shorter_steps_are_told_apart_by_the_jump_back(string zone, string first, int minutes)
    {
        DateTime[] moments = ZoneTable.Every(first, 200, TimeSpan.FromMinutes(minutes));

        ZoneTable.Read(ZoneTable.Write(zone, moments), zone).Moments.ShouldBe(moments);
    }

    [Fact]
    public void Rows_that_a_database_has_sorted_by_local_time_are_two_passes()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T20:00Z", 60, TimeSpan.FromMinutes(30));
        string[] rows = ZoneTable.Write("Europe/Berlin", moments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string sorted = rows[0] + '\n' + string.Concat(rows[1..].OrderBy(row => row.Split(',')[0], StringComparer.Ordinal).Select(row => row + "\n"));

        ZoneTable read = ZoneTable.Read(sorted, "Europe/Berlin");

        read.Moments.ShouldBe(moments);
        read.Only.Target.Values.ShouldBe(Enumerable.Range(0, 60).Select(value => (double)value));
    }

    [Fact]
    public void Of_rows_with_the_newest_first_the_later_one_is_summer_time()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1));
        string[] rows = ZoneTable.Write("Europe/Berlin", moments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        ZoneTable read = ZoneTable.Read(rows[0] + '\n' + string.Concat(rows[1..].Reverse().Select(row => row + "\n")), "Europe/Berlin");

        read.Moments.ShouldBe(moments);
        read.Only.Target.Values.ShouldBe(Enumerable.Range(0, 40).Select(value => (double)value));
    }

    [Fact]
    public void Rows_in_no_order_are_refused()
    {
        string[] rows = ZoneTable.Write("Europe/Berlin", ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string shuffled = rows[0] + '\n' + string.Concat(rows[1..].OrderBy(row => row[^1]).Select(row => row + "\n"));

        TollamaException refusal = Should.Throw<TollamaException>(() => ZoneTable.Read(shuffled, "Europe/Berlin"));

        refusal.Message.ShouldContain("'2024-10-27 02:00' comes twice in Europe/Berlin");
        refusal.Hint!.ShouldContain("Sort the rows by time");
    }

    [Fact]
    public void How_doubled_times_were_taken_is_told_once()
    {
        string rows = ZoneTable.Write("Europe/Berlin", ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1)));
        string two = "id,ds,y\n" + string.Concat(new[] { "a", "b" }.SelectMany(id => rows.Split('\n')[1..^1].Select(row => $"{id},{row}\n")));

        ZoneTable read = ZoneTable.Read(two, "Europe/Berlin");

        read.Panel.Series.Count.ShouldBe(2);
        read.Warnings.ShouldHaveSingleItem().ShouldBe(
            "timezone Europe/Berlin: of the local times that come twice when clocks are set back, 2 were taken as summer time and 2 as winter time, by their order (first: 2024-10-27T02:00:00+02:00).");
    }

    [Fact]
    public void Equal_values_in_both_passes_are_two_hours()
    {
        string csv = "ds,y\n" + string.Concat(ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1)).Select(moment => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},0\n"));

        ZoneTable.Read(csv, "Europe/Berlin").Only.Length.ShouldBe(40);
    }

    [Fact]
    public void A_table_that_was_written_twice_counts_once()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1));
        string csv = ZoneTable.Write("Europe/Berlin", moments);

        ZoneTable.Read(csv + csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..], "Europe/Berlin").Moments.ShouldBe(moments);
    }

    [Fact]
    public void A_table_that_was_written_twice_is_merged_moment_by_moment()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1));
        string csv = ZoneTable.Write("Europe/Berlin", moments);

        ZoneTable read = ZoneTable.Read(csv + csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..], "Europe/Berlin", request: new ForecastRequest { Duplicates = DuplicateMerge.Mean });

        read.Moments.ShouldBe(moments);
        read.Only.Target.Values.ShouldBe(Enumerable.Range(0, 40).Select(value => (double)value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Several_rows_an_hour_are_refused_where_the_hour_comes_twice(int more)
    {
        string csv = "ds,y\n" + string.Concat(ZoneTable.Every("2024-10-26T20:00Z", 40, TimeSpan.FromHours(1))
            .SelectMany(moment => Enumerable.Range(0, more + 1).Select(row => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},{row}\n")));

        Should.Throw<TollamaException>(() => ZoneTable.Read(csv, "Europe/Berlin", request: new ForecastRequest { Duplicates = DuplicateMerge.Sum })).Message
            .ShouldContain("which rows are summer time cannot be told: their number and order do not say");
    }

    [Fact]
    public void A_value_at_a_time_that_clocks_skip_is_refused_with_the_zone_that_would_fit()
    {
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 48).Select(hour => $"{new DateTime(2024, 3, 30).AddHours(hour):yyyy-MM-dd HH:mm},{hour}\n"));

        TollamaException refusal = Should.Throw<TollamaException>(() => ZoneTable.Read(csv, "Europe/Berlin"));

        refusal.Message.ShouldContain("column 'ds', line 28: '2024-03-31 02:00' does not exist in Europe/Berlin: the clocks were set forward from 02:00 to 03:00 then");
        refusal.Message.ShouldContain("timezone=UTC");
        ZoneTable.Read(csv, "UTC").Future[0].ShouldBe("2024-04-01T00:00:00+00:00");
        ZoneTable.Read(csv, "+01:00").Future[0].ShouldBe("2024-04-01T00:00:00+01:00");
    }

    [Fact]
    public void A_row_without_a_value_at_a_time_that_clocks_skip_is_left_out()
    {
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 48).Select(hour => $"{new DateTime(2024, 3, 30).AddHours(hour):yyyy-MM-dd HH:mm},{(hour == 26 ? "" : hour)}\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin");

        read.Only.Length.ShouldBe(47);
        read.Only.Target.Missing.ShouldBe(0);
        read.Warnings.ShouldHaveSingleItem().ShouldContain("1 row without a value is at a local time that the clocks skip and was left out (first: line 28)");
    }

    [Fact]
    public void Stamps_with_an_offset_and_unix_times_are_brought_into_the_zone()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T23:00Z", 6, TimeSpan.FromHours(1));
        string texts = string.Concat(moments.Select((moment, index) => $"{moment:yyyy-MM-ddTHH:mm}Z,{index}\n"));
        string seconds = string.Concat(moments.Select((moment, index) => $"{new DateTimeOffset(moment).ToUnixTimeSeconds()},{index}\n"));
        ZoneTable utc = ZoneTable.Read("ds,y\n" + texts, "Europe/Berlin", horizon: 1);
        ZoneTable unix = ZoneTable.Read("ds,y\n" + seconds, "Europe/Berlin", horizon: 1);

        string[] expected =
        [
            "2024-10-27T01:00:00+02:00", "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00", "2024-10-27T04:00:00+01:00",
            "2024-10-27T05:00:00+01:00",
        ];
        utc.Times.ShouldBe(expected);
        unix.Times.ShouldBe(expected);
        utc.Future.ShouldBe(["2024-10-27T06:00:00+01:00"]);
        unix.Future.ShouldBe(utc.Future);
    }

    [Fact]
    public void Midnights_in_utc_are_days_of_the_zone()
    {
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 10).Select(day => $"{TimeZoneDay(day):yyyy-MM-ddTHH:mm:ss}Z,{day}\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin", horizon: 2);

        read.Only.Frequency!.Name.ShouldBe("D");
        read.Times[0].ShouldBe("2024-03-26T00:00:00+01:00");
        read.Future.ShouldBe(["2024-04-05T00:00:00+02:00", "2024-04-06T00:00:00+02:00"]);

        static DateTime TimeZoneDay(int day) => new DateTime(2024, 3, 26, 0, 0, 0, DateTimeKind.Utc).AddDays(day).AddHours(day < 6 ? -1 : -2);
    }

    [Theory]
    [InlineData("2024-03-28 00:00", "Europe/Berlin", "2024-04-07T00:00:00+02:00")]
    [InlineData("2018-10-30 00:00", "America/Sao_Paulo", "2018-11-09T00:00:00-02:00")]
    [InlineData("2024-10-30 00:00", "America/Havana", "2024-11-09T00:00:00-05:00")]
    public void Days_go_from_midnight_to_midnight(string first, string zone, string next)
    {
        DateTime start = DateTime.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        ZoneTable read = ZoneTable.Read("ds,y\n" + string.Concat(Enumerable.Range(0, 10).Select(day => $"{start.AddDays(day):yyyy-MM-dd HH:mm},{day}\n")), zone, horizon: 1);

        read.Only.Frequency!.Name.ShouldBe("D");
        read.Only.Length.ShouldBe(10);
        read.Only.Target.Missing.ShouldBe(0);
        read.Future.ShouldBe([next]);
        read.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Dates_without_a_time_stay_dates()
    {
        ZoneTable read = ZoneTable.Read("ds,y\n2024-03-29,1\n2024-03-30,2\n2024-03-31,3\n", "Europe/Berlin", horizon: 1);

        read.Future.ShouldBe(["2024-04-01"]);
        ZoneTable.Read("ds,y\n2024-01,1\n2024-02,2\n2024-03,3\n", "Europe/Berlin", horizon: 1).Future.ShouldBe(["2024-04"]);
    }

    [Fact]
    public void Six_hours_keep_the_local_time()
    {
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 20).Select(step => $"{new DateTime(2024, 3, 29).AddHours(6 * step):yyyy-MM-dd HH:mm},{step}\n"));

        ZoneTable.Read(csv, "Europe/Berlin", horizon: 1).Future.ShouldBe(["2024-04-03T00:00:00+02:00"]);
    }

    [Fact]
    public void The_future_goes_over_the_next_change_of_the_clocks()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-25T22:00Z", 25, TimeSpan.FromHours(1));

        ZoneTable.Read(ZoneTable.Write("Europe/Berlin", moments), "Europe/Berlin", horizon: 4).Future.ShouldBe(
            ["2024-10-27T01:00:00+02:00", "2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00"]);
    }

    [Fact]
    public void An_hour_that_is_there_once_is_a_gap_that_is_told()
    {
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 48).Select(hour => $"{new DateTime(2024, 10, 26).AddHours(hour):yyyy-MM-dd HH:mm},{hour}\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin");

        read.Only.Length.ShouldBe(49);
        read.Only.Target.Missing.ShouldBe(1);
        read.Warnings.Count.ShouldBe(2);
        read.Warnings[0].ShouldContain("1 was taken as summer time and 0 as winter time");
        read.Warnings[0].ShouldContain("1 of them is there only once");
        read.Warnings[1].ShouldContain("1 step of one hour has no row (first: 2024-10-27T02:00:00+01:00)");
    }

    [Fact]
    public void A_history_may_begin_and_end_within_the_doubled_hour()
    {
        DateTime[] after = ZoneTable.Every("2024-10-27T01:00Z", 30, TimeSpan.FromHours(1));
        DateTime[] before = ZoneTable.Every("2024-10-26T01:00Z", 24, TimeSpan.FromHours(1));

        ZoneTable.Read(ZoneTable.Write("Europe/Berlin", after), "Europe/Berlin").Moments.ShouldBe(after);
        ZoneTable.Read(ZoneTable.Write("Europe/Berlin", before), "Europe/Berlin").Moments.ShouldBe(before);
    }

    [Fact]
    public void The_end_is_a_local_time()
    {
        string csv = ZoneTable.Write("America/New_York", ZoneTable.Every("2024-06-01T04:00Z", 48, TimeSpan.FromHours(1)));

        ZoneTable read = ZoneTable.Read(csv, "America/New_York", request: new ForecastRequest { End = "2024-06-01T23:00" });

        read.Only.Length.ShouldBe(24);
        read.Future[0].ShouldBe("2024-06-02T00:00:00-04:00");
    }

    [Theory]
    [InlineData("D", new[] { 23.0, 24, 24 }, new[] { "2024-03-31", "2024-04-01", "2024-04-02" })]
    [InlineData("6h", new[] { 5.0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6 }, null)]
    public void Values_are_brought_together_by_the_local_day(string step, double[] sums, string[]? days)
    {
        DateTime[] moments = ZoneTable.Every("2024-03-30T23:00Z", 71, TimeSpan.FromHours(1));
        string csv = "ds,y\n" + string.Concat(moments.Select(moment => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},1\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin", request: new ForecastRequest { Aggregate = step, Duplicates = DuplicateMerge.Sum });

        read.Only.Target.Values.ShouldBe(sums);
        if (days is not null)
        {
            read.Times.ShouldBe(days);
        }
    }

    [Fact]
    public void Opening_hours_keep_the_local_time()
    {
        DateTime[] open =
        [
            .. Enumerable.Range(0, 40 * 24).Select(hour => new DateTime(2024, 3, 4).AddHours(hour))
                .Where(hour => hour.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && hour.Hour is >= 9 and < 17),
        ];

        ZoneTable read = ZoneTable.Read("ds,y\n" + string.Concat(open.Select(hour => $"{hour:yyyy-MM-dd HH:mm},{hour.Hour}\n")), "Europe/Berlin", horizon: 2);

        read.Only.Length.ShouldBe(open.Length);
        read.Only.Frequency!.Name.ShouldBe("h[Mon-Fri 09:00-16:00]");
        read.Future.ShouldBe(["2024-04-15T09:00:00+02:00", "2024-04-15T10:00:00+02:00"]);
    }

    [Fact]
    public void Sales_with_a_clock_time_are_brought_together_by_real_hours()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T10:00Z", (24 * 60 / 7) + 1, TimeSpan.FromMinutes(7));
        string csv = "ds,y\n" + string.Concat(moments.Select(moment => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},1\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin", request: new ForecastRequest { Aggregate = "h", Duplicates = DuplicateMerge.Sum });

        read.Only.Target.Values.Sum().ShouldBe(moments.Length);
        read.Only.Target.Values.ShouldAllBe(value => value >= 8 && value <= 9);
        read.Moments.ShouldBe(ZoneTable.Every("2024-10-26T10:00Z", 24, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_column_that_says_which_pass_it_is_does_not_become_the_series()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-26T22:00Z", 10, TimeSpan.FromHours(1));
        string csv = "ds,season,y\n" + string.Concat(moments.Select((moment, index) => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},{(index < 3 ? "summer" : "winter")},{index}\n"));

        ZoneTable.Read(csv, "Europe/Berlin").Moments.ShouldBe(moments);
    }

    [Fact]
    public void Known_rows_of_the_future_are_in_the_zone_as_well()
    {
        DateTime[] moments = ZoneTable.Every("2024-10-25T22:00Z", 36, TimeSpan.FromHours(1));
        string csv = "ds,y,temperature\n" + string.Concat(moments.Select((moment, index) => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},{(index < 26 ? index : "")},{index * 0.5}\n"));

        ZoneTable read = ZoneTable.Read(csv, "Europe/Berlin", horizon: 10);

        read.Only.Length.ShouldBe(26);
        read.Future[..3].ShouldBe(["2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00", "2024-10-27T03:00:00+01:00"]);
        read.Only.Covariates.Single().Future.ShouldBeOfType<NumberColumn>().Values.ShouldBe(Enumerable.Range(26, 10).Select(index => index * 0.5));
    }

    [Theory]
    [InlineData("Europe/Berlin", 12, "2024-03-31T00:00:00+01:00 2024-03-31T12:00:00+02:00 2024-04-01T00:00:00+02:00")]
    [InlineData("Europe/Berlin", 6, "2024-03-31T00:00:00+01:00 2024-03-31T06:00:00+02:00 2024-03-31T12:00:00+02:00")]
    [InlineData("Europe/Berlin", 3, "2024-03-31T00:00:00+01:00 2024-03-31T03:00:00+02:00 2024-03-31T06:00:00+02:00")]
    [InlineData("Europe/London", 12, "2024-03-31T00:00:00+00:00 2024-03-31T12:00:00+01:00 2024-04-01T00:00:00+01:00")]
    [InlineData("Europe/Berlin", 1, "2024-03-31T00:00:00+01:00 2024-03-31T01:00:00+01:00 2024-03-31T03:00:00+02:00")]
    public void Parts_of_a_day_keep_their_local_time_over_the_next_change(string zone, int hours, string future)
    {
        int count = 20 * 24 / hours;
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, count).Select(row => $"{new DateTime(2024, 3, 11).AddHours(row * hours):yyyy-MM-dd HH:mm},{row}\n"));

        string.Join(' ', ZoneTable.Read(csv, zone).Future).ShouldBe(future);
    }

    [Theory]
    [InlineData("BST", "Europe/London")]
    [InlineData("ist", "Asia/Kolkata")]
    [InlineData("PST", "America/Los_Angeles")]
    public void Abbreviations_of_a_zone_name_a_place_of_it(string zone, string place) =>
        Core.Frequencies.ZoneText.FaultOf(zone).ShouldBe($"'{zone}' is not a time zone; did you mean '{place}'?");
}
