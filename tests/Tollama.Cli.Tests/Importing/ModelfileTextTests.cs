using Tollama.Cli.Importing;

namespace Tollama.Cli.Tests.Importing;

public sealed class ModelfileTextTests
{
    [Theory]
    [InlineData("FROM theta", "theta")]
    [InlineData("# mine\r\nfrom  ./a folder \r\nPARAMETER horizon 3", "./a folder")]
    [InlineData("FROM \"./model\"", "./model")]
    [InlineData("LICENSE \"\"\"\nFROM here on\n\"\"\"\nFROM theta", "theta")]
    [InlineData("LICENSE \"\"\"short\"\"\"\nFROM theta", "theta")]
    [InlineData("FROMAGE cheese", null)]
    [InlineData("PARAMETER horizon 3", null)]
    [InlineData("", null)]
    public void The_first_from_outside_of_texts_is_found(string modelfile, string? from) =>
        ModelfileText.FindFrom(modelfile).ShouldBe(from);
}
