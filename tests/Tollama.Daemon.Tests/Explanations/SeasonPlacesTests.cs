using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Daemon.Explanations;

namespace Tollama.Daemon.Tests.Explanations;

/// <summary>Places of a season have the names of the calendar, where it has some.</summary>
public sealed class SeasonPlacesTests
{
    [Theory]
    [InlineData("MS", "2024-01-01", 12, 6, "July")]
    [InlineData("ME", "2024-01-31", 12, 10, "November")]
    [InlineData("2MS", "2024-01-01", 6, 1, "March")]
    [InlineData("MS", "2024-01-01", 6, 7, "value 2")]
    [InlineData("D", "2024-01-01", 7, 5, "Saturday")]
    [InlineData("D", "2024-01-01", 365, 5, "value 6")]
    [InlineData("B", "2024-01-01", 5, 4, "Friday")]
    [InlineData("h", "2024-01-01T00:00:00", 24, 41, "17:00")]
    [InlineData("15min", "2024-01-01T00:00:00", 96, 1, "00:15")]
    [InlineData("h", "2024-01-01T00:00:00", 168, 137, "Saturday 17:00")]
    [InlineData("h", "2024-01-01T00:00:00", 12, 13, "value 2")]
    [InlineData("QS", "2024-01-01", 4, 1, "quarter 2")]
    [InlineData("QE-DEC", "2024-03-31", 4, 3, "quarter 4")]
    [InlineData("QS-FEB", "2024-02-01", 4, 3, "value 4")]
    [InlineData("W-SUN", "2024-01-07", 52, 53, "value 2")]
    public void Months_weekdays_hours_and_quarters_have_names(string freq, string start, int season, int place, string expected)
    {
        Frequency frequency = Frequency.Parse(freq);
        TimeSeries series = new() { Id = "a", Frequency = frequency, Times = new SteppedTimes(Timestamp.Parse(start), frequency, 400), Target = NumberColumn.Of(new double[400]) };

        new SeasonPlaces(series, season).NameOf(place).ShouldBe(expected);
    }

    [Fact]
    public void Without_times_they_are_counted() =>
        new SeasonPlaces(new TimeSeries { Id = "a", Target = NumberColumn.Of(new double[20]) }, 5).NameOf(7).ShouldBe("value 3");

    [Theory]
    [InlineData(2.657, "2.66")]
    [InlineData(-0.0123456, "-0.0123")]
    [InlineData(99.97, "100")]
    [InlineData(144.5, "145")]
    [InlineData(1234567.4, "1234567")]
    [InlineData(0, "0")]
    [InlineData(12, "12")]
    [InlineData(1.25e20, "1.25E20")]
    [InlineData(2e-9, "2E-9")]
    public void Numbers_have_three_digits_that_count(double number, string expected) => ShownNumber.Of(number).ShouldBe(expected);
}
