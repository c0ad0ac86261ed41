using System.Globalization;
using System.Text.Json;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Ugly;

namespace Tollama.Data.Tests.Repair;

/// <summary>A value that a slip of the fingers explains is named; values of clean series are not.</summary>
public sealed class TypingErrorTests
{
    public static TheoryData<string> Classics =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "golden"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(10, "10 times what its neighbors are")]
    [InlineData(100, "100 times what its neighbors are")]
    [InlineData(1000, "1000 times what its neighbors are")]
    [InlineData(0.1, "1/10 of what its neighbors are")]
    [InlineData(0.01, "1/100 of what its neighbors are")]
    [InlineData(-1, "what its neighbors are with the sign swapped")]
    public void A_slip_is_named_and_left_as_it_is(double factor, string told)
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(place => 100 + (10 * Math.Sin(place)))];
        values[30] *= factor;

        Repaired repaired = Repair(values);

        repaired.Warnings.ShouldHaveSingleItem().ShouldContain(told);
        repaired.Warnings[0].ShouldStartWith($"series 'sales': {values[30].ToString("0.######", CultureInfo.InvariantCulture)} at 2024-01-31 is ");
        repaired.Warnings[0].ShouldContain("robust");
        repaired.Series.Target.ShouldBe(values);
    }

    [Fact]
    public void The_last_value_may_be_a_slip_and_a_low_one_there_a_part_of_a_period()
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(place => 100 + (10 * Math.Sin(place)))];

        Repair([.. values, 1050]).Warnings.ShouldHaveSingleItem().ShouldContain("1050 at 2024-02-10 is 10 times");
        Repair([.. values, 10.2]).Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_slip_against_its_season_is_named()
    {
        double[] values = [.. Enumerable.Range(0, 56).Select(place => place % 7 == 0 ? 5000.0 + place : 100 + (place % 5))];
        values[21] *= 10;

        Repair(values).Warnings.ShouldHaveSingleItem().ShouldContain("10 times what the same season has");
    }

    [Theory]
    [MemberData(nameof(Classics))]
    public void The_classics_have_none(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name + ".json")));
        foreach (string part in (ReadOnlySpan<string>)["train", "test"])
        {
            TypingErrors.Find(new TimeSeries { Id = name, Target = NumberColumn.Of([.. document.RootElement.GetProperty(part).EnumerateArray().Select(value => value.GetDouble())]) }).ShouldBeNull();
        }
    }

    [Fact]
    public void Growth_rare_events_shifts_and_yearly_peaks_are_no_slips()
    {
        Random random = new(11);
        double[][] clean =
        [
            [.. Enumerable.Range(0, 40).Select(place => Math.Pow(1.5, place))],
            [.. Enumerable.Range(0, 40).Select(place => Math.Pow(10, place % 20))],
            [.. Enumerable.Range(0, 80).Select(_ => random.Next(4) == 0 ? random.Next(1, 200) : 0.0)],
            [.. Enumerable.Range(0, 60).Select(place => (place < 30 ? 100.0 : 1000) + (place % 7))],
            [.. Enumerable.Range(0, 48).Select(place => place % 12 == 11 ? 1000.0 + place : 100 + (place % 5))],
            [.. Enumerable.Range(0, 60).Select(place => 3 + (6 * Math.Sin(place / 9.0)))],
            [.. Enumerable.Range(0, 60).Select(_ => Math.Exp(2 * random.NextDouble()))],
        ];

        clean.Select(values => TypingErrors.Find(new TimeSeries { Id = "x", Target = NumberColumn.Of(values) })).ShouldAllBe(found => found == null);
    }

    [Fact]
    public void Generated_series_have_none()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            UglyTruth truth = UglyTruth.Create(new Random(seed));
            foreach ((_, decimal?[] values) in truth.Series)
            {
                TypingErrors.Find(new TimeSeries { Id = "x", Target = NumberColumn.Of([.. values.Select(value => value is { } number ? (double)number : double.NaN)]) }).ShouldBeNull($"seed {seed}");
            }
        }
    }

    private static Repaired Repair(double[] values) => SeriesRepair.Repair(
        new TimeSeries { Id = "sales", Target = NumberColumn.Of(values), Times = [.. values.Select((_, place) => Timestamp.FromLocal(new DateTime(2024, 1, 1).AddDays(place)))] }, horizon: 1);
}
