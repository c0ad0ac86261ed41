namespace Placeholder;

public sealed class PlaceholderTests
{
    [Fact]
    public void Builds() => typeof(PlaceholderTests).Name.ShouldNotBeEmpty();
}
