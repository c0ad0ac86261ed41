using Tollama.Core.Api;

namespace Tollama.Core.Tests.Api;

public sealed class SeriesErrorTests
{
    [Theory]
    [InlineData("it is empty", "series 'a': it is empty")]
    [InlineData("series 'a' has no rows", "series 'a' has no rows")]
    [InlineData("series 'b' has no rows", "series 'a': series 'b' has no rows")]
    public void A_message_names_its_series_once(string message, string expected) => SeriesError.Named("a", message).ShouldBe(expected);
}
