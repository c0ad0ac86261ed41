using System.Globalization;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;

namespace Tollama.Data.Tests.Zones;

/// <summary>What was written as local time of a zone is read as the moments that it was, or refused.</summary>
public sealed class ZoneLaws
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin", "Europe/London", "America/New_York", "America/Santiago", "America/St_Johns", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Tehran",
        "Asia/Kathmandu", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Africa/Casablanca", "Europe/Dublin", "America/Havana", "UTC",
    ];

    private static readonly Gen<Truth> Truths = Gen.Select(
        Gen.Int[0, Zones.Length - 1].Select(place => Zones[place]), Gen.Int[0, 24 * 365 * 20], Gen.Int[30, 4000], Gen.Int[0, 4].Select(place => new[] { 5, 10, 15, 30, 60 }[place]), Gen.Bool,
        (zone, start, count, minutes, isNewestFirst) => new Truth(zone, new DateTime(2005, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(start), count, minutes, isNewestFirst));

    [Fact]
    public void A_table_of_local_times_is_read_as_the_moments_that_it_was() => Truths.ForAll(
        truth =>
        {
            string[] rows = ZoneTable.Write(truth.Zone, truth.Moments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            IEnumerable<string> written = truth.IsNewestFirst ? rows[1..].Reverse() : rows[1..];

            ZoneTable read = ZoneTable.Read(rows[0] + '\n' + string.Join('\n', written), truth.Zone);

            read.Moments.ShouldBe(truth.Moments);
            read.Only.Target.Values.ShouldBe(Enumerable.Range(0, truth.Count).Select(value => (double)value));
            read.Only.FutureTimes!.Select(stamp => stamp.UtcTicks).ShouldBe(Enumerable.Range(1, 3).Select(step => (truth.Moments[^1] + (step * TimeSpan.FromMinutes(truth.Minutes))).Ticks));
        },
        cases: 300,
        print: truth => truth.ToString());

    [Fact]
    public void A_request_of_local_times_is_read_as_the_moments_that_it_was() => Truths.ForAll(
        truth =>
        {
            FaultList faults = new();
            TimeSeries series = new()
            {
                Id = "a",
                Target = NumberColumn.Of([.. Enumerable.Range(0, truth.Count).Select(value => (double)value)]),
                Times = [.. truth.Moments.Select(moment => Core.Frequencies.Timestamp.Parse(ZoneTable.Local(truth.Zone, moment).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture)))],
            };
            PanelRepair repair = new(new ForecastRequest { TimeZone = truth.Zone, Horizon = 2, Series = [series] }, faults);

            Panel panel = repair.Repair(TestContext.Current.CancellationToken);

            faults.Items.ShouldBeEmpty();
            panel.Series[0].Times!.Select(stamp => stamp.UtcTicks).ShouldBe(truth.Moments.Select(moment => moment.Ticks));
        },
        cases: 300,
        print: truth => truth.ToString());

    [Fact]
    public void A_table_with_rows_left_out_gives_no_value_to_another_moment() => Gen.Select(Truths, Gen.Int[0, 1000]).ForAll((truth, seed) =>
    {
        string[] rows = ZoneTable.Write(truth.Zone, truth.Moments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int[] kept = [.. Enumerable.Range(0, truth.Count).Where(row => (row * 2654435761L % 97) != seed % 97)];
        try
        {
            ZoneTable read = ZoneTable.Read(rows[0] + '\n' + string.Join('\n', kept.Select(row => rows[row + 1])), truth.Zone);
            bool isTold = read.Warnings.Any(warning => warning.Contains("only once", StringComparison.Ordinal));
            int[] wrong = [.. Enumerable.Range(0, read.Only.Length).Where(step => !double.IsNaN(read.Only.Target.Values[step]) && read.Moments[step] != truth.Moments[(int)read.Only.Target.Values[step]])];

            // Only a local time that comes twice and is there once can be taken for the other one, and then it is told.
            (wrong.Length == 0 || isTold).ShouldBeTrue($"{wrong.Length} values are at other moments");
        }
        catch (TollamaException exception)
        {
            exception.Message.ShouldNotBeEmpty();
        }
    });

    internal sealed record Truth(string Zone, DateTime First, int Count, int Minutes, bool IsNewestFirst)
    {
        public DateTime[] Moments { get; } = [.. Enumerable.Range(0, Count).Select(index => First.AddMinutes(Minutes * index))];
    }
}
