using Tollama.Core.Frequencies;

namespace Tollama.Core.Tests.Frequencies;

public sealed class OpenTimesTests
{
    [Theory]
    [InlineData("D[Mon-Sat]", 6, "6,312")]
    [InlineData("D[Mon,Wed,Fri]", 3, "3,156")]
    [InlineData("D[Sun-Thu]", 5, "5,260")]
    [InlineData("D[Mon,Tue]", 2, "2,104")]
    [InlineData("5min[Mon-Fri 09:30-15:55]", 78, "78,390")]
    [InlineData("h[08:00-19:00]", 12, "12,84")]
    [InlineData("h[Mon-Fri]", 24, "24,120")]
    [InlineData("h[Mon-Fri 08:00-19:00; Sat 09:00-12:00]", 64, "64")]
    [InlineData("30s[Mon-Fri 09:30:30-09:32]", 4, "4,20")]
    [InlineData("15min[Mon-Fri 09:00-11:15+13:00]", 11, "11,55")]
    [InlineData("MS[3rd Fri]", 12, "12")]
    [InlineData("MS[last Sat]", 12, "12")]
    [InlineData("QS-MAR[3rd Fri]", 4, "4")]
    [InlineData("MS[25 or before]", 12, "12")]
    [InlineData("MS[4-4-5]", 12, "12")]
    [InlineData("MS[5-4-4]", 12, "12")]
    public void A_name_in_brackets_reads_back_and_has_seasons(string name, int season, string seasons)
    {
        Frequency frequency = Frequency.Parse(name);

        frequency.Name.ShouldBe(name);
        frequency.ShouldBe(Frequency.Parse(frequency.Name));
        frequency.SeasonLength.ShouldBe(season);
        string.Join(',', frequency.SeasonLengths).ShouldBe(seasons);
    }

    [Theory]
    [InlineData("D[mon-sat]", "D[Mon-Sat]")]
    [InlineData("D[Mon-Sat,Mon]", null)]
    [InlineData("h[08:00-12:00+11:00-13:00]", null)]
    [InlineData("h[Sat,Sun 08:00-10:00]", "h[Sat,Sun 08:00-10:00]")]
    [InlineData("h[Fri-Mon 8:00-10:00]", null)]
    [InlineData("D[]", null)]
    [InlineData("D[Mon-Xyz]", null)]
    [InlineData("2D[Mon-Sat]", null)]
    [InlineData("B[Mon-Sat]", null)]
    [InlineData("ms[Mon-Fri]", null)]
    [InlineData("h[Mon-Fri 10:00-09:00]", null)]
    [InlineData("D[Mon-Sat][Mon-Fri]", null)]
    [InlineData("MS[6th Fri]", null)]
    [InlineData("MS[4-4-4]", null)]
    [InlineData("QS[4-4-5]", null)]
    [InlineData("MS[32 or before]", null)]
    [InlineData("W[3rd Fri]", null)]
    public void Other_spellings_are_one_frequency_and_nonsense_is_none(string text, string? name) =>
        (Frequency.TryParse(text, out Frequency? frequency) ? frequency.Name : null).ShouldBe(name);

    [Theory]
    [InlineData("D[Mon-Sat]", "2024-03-30", 1, "2024-04-01")]
    [InlineData("D[Mon-Sat]", "2024-03-31", 1, "2024-04-01")]
    [InlineData("D[Mon-Sat]", "2024-04-01", -1, "2024-03-30")]
    [InlineData("5min[Mon-Fri 09:30-15:55]", "2024-01-12T15:55", 1, "2024-01-15T09:30")]
    [InlineData("5min[Mon-Fri 09:30-15:55]", "2024-01-12T15:55", 390, "2024-01-19T15:55")]
    [InlineData("MS[3rd Fri]", "2024-01-19", 1, "2024-02-16")]
    [InlineData("MS[25 or before]", "2024-05-24", 1, "2024-06-25")]
    [InlineData("MS[1 or before]", "2024-05-31", 1, "2024-07-01")]
    [InlineData("MS[31 or after]", "2024-07-01", 0, "2024-07-01")]
    [InlineData("MS[last Fri]", "2024-01-26", 1, "2024-02-23")]
    [InlineData("MS[4-4-5]", "2024-02-04", 3, "2024-05-05")]
    public void Steps_go_from_open_time_to_open_time(string name, string start, int steps, string end) =>
        Frequency.Parse(name).Add(DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture), steps)
            .ShouldBe(DateTime.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
}
