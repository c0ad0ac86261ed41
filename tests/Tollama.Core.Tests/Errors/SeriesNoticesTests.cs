using Tollama.Core.Errors;

namespace Tollama.Core.Tests.Errors;

public sealed class SeriesNoticesTests
{
    private readonly SeriesNotices _notices = new();

    [Fact]
    public void One_series_is_told_as_it_is()
    {
        _notices.Add("a", "series 'a': 1 row repeats a time stamp.");
        _notices.Add("b", "too short");

        Assert.Equal(["series 'a': 1 row repeats a time stamp.", "series 'b': too short"], _notices.Items);
    }

    [Fact]
    public void Many_series_of_one_kind_are_one_sentence_with_a_count_and_three_of_them()
    {
        for (int i = 0; i < 500; i++)
        {
            _notices.Add($"s{i}", $"series 's{i}': 2 steps of one day have no row; filled as missing.");
            _notices.Add($"s{i}", "too short to measure errors");
        }

        Assert.Equal(
            [
                "500 series, such as series 's0', series 's1' and series 's2': 2 steps of one day have no row; filled as missing.",
                "500 series, such as series 's0', series 's1' and series 's2': too short to measure errors",
            ],
            _notices.Items);
    }

    [Fact]
    public void Numbers_and_the_plural_make_no_other_kind()
    {
        _notices.Add("a", "1 row repeats a time stamp (first: 2024-01-05, rows 6 and 7)");
        _notices.Add("b", "3 rows repeat a time stamp (first: 2024-01-09, rows 37 and 38)");

        Assert.Equal(["2 series alike, series 'a' and series 'b'; series 'a': 1 row repeats a time stamp (first: 2024-01-05, rows 6 and 7)"], _notices.Items);
    }

    [Fact]
    public void A_series_may_be_the_subject_of_the_sentence()
    {
        _notices.Add("a", "series 'a' was not forecast: all values are missing");
        Assert.Equal(["series 'a' was not forecast: all values are missing"], _notices.Items);

        _notices.Add("a b", "series 'a b' was not forecast: all values are missing");
        Assert.Equal(["2 series alike, series 'a' and series 'a b'; series 'a' was not forecast: all values are missing"], _notices.Items);
        Assert.Equal("all is well", SeriesNotices.WithoutName("a", "series 'a': all is well"));
    }

    [Fact]
    public void Of_very_many_kinds_the_rest_is_counted()
    {
        for (int i = 0; i < 300; i++)
        {
            _notices.Add("a", "kind " + new string('x', i + 1));
        }

        Assert.Equal(201, _notices.Items.Count);
        Assert.Equal("… and 100 other notices of series", _notices.Items[^1]);
    }
}
