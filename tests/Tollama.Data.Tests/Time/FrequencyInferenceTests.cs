using CsCheck;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Tests.Time;

public sealed class FrequencyInferenceTests
{
    private static readonly Gen<string> Names = Gen.OneOf(
        "s", "30s", "min", "5min", "15min", "h", "6h", "D", "B", "W-SUN", "W-THU", "2W-MON", "SMS", "SME", "MS", "ME", "2MS", "BME", "QS-JAN",
        "QS-FEB", "QE-DEC", "YS-JAN", "YE-DEC", "YS-APR", "100ms");

    private static readonly Gen<DateTime> Starts = Gen.Int[0, 50 * 365].Select(day => new DateTime(1975, 1, 1).AddDays(day));

    [Fact]
    public void The_frequency_of_a_regular_series_is_found() =>
        Gen.Select(Names, Starts, Gen.Int[40, 80]).ForAll((name, start, count) =>
            FrequencyInference.Infer(Stamps.Series(name, start, count)) is { } inferred && inferred.Frequency.Name == name && inferred.Share == 1);

    [Fact]
    public void The_frequency_is_found_with_a_tenth_of_the_stamps_removed() =>
        Gen.Select(Names, Starts, Gen.Int[60, 90], Gen.Int[0, 1000]).ForAll((name, start, count, seed) =>
        {
            Random random = new(seed);
            Timestamp[] stamps = [.. Stamps.Series(name, start, count).Where(_ => random.NextDouble() >= 0.1)];
            InferredFrequency? inferred = FrequencyInference.Infer(stamps);
            return inferred?.Frequency.Name == name && inferred.Share < 1.0001 && inferred.Share > 0.6;
        });

    [Theory]
    [InlineData("D", "2024-01-01", "2024-01-02")]
    [InlineData("B", "2024-01-05", "2024-01-08")]
    [InlineData("W-WED", "2024-01-03", "2024-01-10")]
    [InlineData("MS", "2024-01-01", "2024-02-01")]
    [InlineData("ME", "2024-02-29", "2024-03-31")]
    [InlineData("QS-JAN", "2024-01-01", "2024-04-01")]
    [InlineData("QS-JAN", "2024Q1", "2024Q2", "2024Q3")]
    [InlineData("MS", "1949-01", "1949-02", "1949-03")]
    [InlineData("YS-JAN", "2020", "2021", "2022")]
    [InlineData("YE-JUN", "2020-06-30", "2021-06-30", "2022-06-30")]
    [InlineData("MS", "2024-01-15", "2024-02-15", "2024-03-15")]
    [InlineData("MS", "2024-01-30", "2024-02-29", "2024-03-30", "2024-04-30")]
    [InlineData("4W-MON", "2024-01-01", "2024-01-29", "2024-02-26", "2024-03-25")]
    [InlineData("B", "2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09")]
    [InlineData("D", "2024-01-05", "2024-01-06", "2024-01-07")]
    [InlineData("h", "2024-01-01T00:00", "2024-01-01T01:00", "2024-01-01T02:00")]
    [InlineData("h", "2024-03-31T01:00:00+01:00", "2024-03-31T03:00:00+02:00", "2024-03-31T04:00:00+02:00")]
    [InlineData("D", "2024-03-30T00:00:00+01:00", "2024-03-31T00:00:00+01:00", "2024-04-01T00:00:00+02:00")]
    [InlineData("D", "2024-03-28T23:00Z", "2024-03-29T23:00Z", "2024-03-30T23:00Z", "2024-03-31T22:00Z", "2024-04-01T22:00Z", "2024-04-02T22:00Z")]
    [InlineData("10min", "2024-01-01T00:00:03", "2024-01-01T00:10:01", "2024-01-01T00:20:00", "2024-01-01T00:30:05", "2024-01-01T00:39:59")]
    [InlineData("1", "0", "1", "2")]
    [InlineData("10", "100", "110", "130")]
    [InlineData("h", "1704067200", "1704070800", "1704074400")]
    public void Data_of_all_kinds_tell_their_frequency(string name, params string[] stamps) =>
        FrequencyInference.Infer(Stamps.Of(stamps))?.Frequency.Name.ShouldBe(name);

    [Theory]
    [InlineData("2024-01-01")]
    [InlineData("2024-01-01", "2024-01-02", "2024-01-13", "2024-02-19", "2024-02-27", "2024-04-30", "2024-05-13")]
    [InlineData("1", "4", "90", "91", "1000", "5555", "5900", "7001")]
    [InlineData("2024-01-01T00:00", "2024-01-01T07:13", "2024-01-01T09:45", "2024-01-03T11:11", "2024-01-07T00:01")]
    public void Events_have_no_frequency(params string[] stamps) => FrequencyInference.Infer(Stamps.Of(stamps)).ShouldBeNull();
}
