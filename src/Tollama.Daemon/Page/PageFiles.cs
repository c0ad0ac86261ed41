using System.Reflection;

namespace Tollama.Daemon.Page;

/// <summary>The files of the page, which are part of the program.</summary>
/// <remarks>What browsers load stands in <c>Page/Files</c>: there is no build step. Scripts are sent without their comments.</remarks>
internal sealed class PageFiles
{
    private const string Prefix = "page/";

    private readonly Dictionary<string, PageFile> _files;

    private PageFiles(Dictionary<string, PageFile> files) => _files = files;

    /// <summary>The paths of all files below <c>/ui/</c>.</summary>
    internal IReadOnlyCollection<string> Names => _files.Keys;

    /// <summary>The document that loads the others.</summary>
    internal PageFile Index => _files["index.html"];

    /// <summary>Reads them from the program.</summary>
    internal static PageFiles Load()
    {
        Assembly program = typeof(PageFiles).Assembly;
        return new PageFiles(program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => new PageFile(name, Read(program, name)), StringComparer.Ordinal));
    }

    /// <summary>The file of a path below <c>/ui/</c>; <see langword="null"/> when there is none.</summary>
    internal PageFile? Find(string name) => _files.GetValueOrDefault(name);

    private static byte[] Read(Assembly program, string name)
    {
        using Stream stream = program.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        bool isOurScript = name.EndsWith(".js", StringComparison.Ordinal) && !name.StartsWith(Prefix + "vendor/", StringComparison.Ordinal);
        return isOurScript ? PageScript.WithoutComments(content) : content;
    }
}
