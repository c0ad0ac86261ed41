using Tollama.Core.Api;

namespace Tollama.Core.Tests.Api;

public sealed class AnswerNoticesTests
{
    [Fact]
    public void What_fits_comes_back_in_ascii()
    {
        ForecastResponse answer = new() { Input = "Zeit: ds", Warnings = ["ä\r\nb"], Errors = [new SeriesError { Id = "ü", Code = "X", Message = "zu kurz" }] };

        string header = AnswerNotices.HeaderOf(answer);

        header.ShouldAllBe(character => character >= ' ' && character < '\u007F');
        AnswerNotices notices = AnswerNotices.Parse(header)!;
        (notices.Input, notices.Warnings!.Single(), notices.Errors!.Single().Id).ShouldBe(("Zeit: ds", "ä\r\nb", "ü"));
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(100, 200)]
    [InlineData(100_000, 10)]
    public void A_header_is_never_longer_than_proxies_take(int count, int length)
    {
        string[] warnings = [.. Enumerable.Range(0, count).Select(place => $"{place} " + new string('ä', length))];

        string header = AnswerNotices.HeaderOf(new ForecastResponse { Warnings = warnings, Input = "x" });

        header.Length.ShouldBeLessThanOrEqualTo(3 << 10);
        AnswerNotices.Parse(header)!.Input.ShouldBe("x");
        (AnswerNotices.Parse(header)!.Warnings?.Count ?? 0).ShouldBeLessThan(count);
    }

    [Fact]
    public void Nothing_that_is_said_is_an_empty_object_and_no_json_is_none()
    {
        AnswerNotices.HeaderOf(new ForecastResponse()).ShouldBe("{}");
        AnswerNotices.Parse("{").ShouldBeNull();
        AnswerNotices.Parse(null).ShouldBeNull();
    }
}
