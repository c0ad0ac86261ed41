using System.Xml.Linq;

namespace Tollama.ArchitectureTests.Projects;

/// <summary>What a csproj file says about its arrows.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="References">The projects that it links. What is only built first (<c>ReferenceOutputAssembly="false"</c>) is no arrow.</param>
/// <param name="Packages">The packages that it takes.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static ProjectFile Parse(string name, string text)
    {
        XDocument document = XDocument.Parse(text);
        IEnumerable<XElement> links = document.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false");
        return new ProjectFile(name, [.. links.Select(NameOf)], [.. document.Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!)]);
    }

    public static IReadOnlyList<ProjectFile> All(string folder) =>
        [.. Repository.Files(folder, ".csproj").Select(path => Parse(Path.GetFileNameWithoutExtension(path), Repository.Read(path)))];

    private static string NameOf(XElement reference) => ((string)reference.Attribute("Include")!).Split('/', '\\')[^1].Replace(".csproj", "", StringComparison.Ordinal);
}
