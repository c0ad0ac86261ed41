using System.Reflection;
using System.Text.Json.Serialization;
using PublicApiGenerator;

namespace Tollama.ArchitectureTests.PublicApi;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Tollama.Catalog")]
    [InlineData("Tollama.Client")]
    [InlineData("Tollama.Core")]
    [InlineData("Tollama.Data")]
    [InlineData("Tollama.Neural")]
    [InlineData("Tollama.Numerics")]
    [InlineData("Tollama.Runner.Sdk")]
    [InlineData("Tollama.Stats")]
    [InlineData("Tollama.Store")]
    public void The_interface_of_a_package_changes_only_on_purpose(string name)
    {
        Assembly assembly = Assembly.Load(name);
        ApiGeneratorOptions options = new() { IncludeAssemblyAttributes = false, IncludeTypes = [.. assembly.GetExportedTypes().Where(IsWritten)] };
        GoldenText.ShouldMatch(assembly.GeneratePublicApi(options), $"tests/golden/public-api/{name}.txt");
    }

    [Fact]
    public void Every_package_has_its_text() =>
        Repository.Files("src", ".csproj")
            .Where(path => Repository.Read(path).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ShouldBe(Repository.Files("tests/golden/public-api", ".txt").Select(path => Path.GetFileNameWithoutExtension(path)), ignoreOrder: true);

    // A serializer context has hundreds of generated members that say nothing.
    private static bool IsWritten(Type type) => !type.IsSubclassOf(typeof(JsonSerializerContext)) && type.DeclaringType is null;
}
