using System.Text.Json;

namespace Tollama.FakeHub;

/// <summary>What both kinds of listing say of a file.</summary>
internal static class Listings
{
    public static IEnumerable<ListedFile> Files(IEnumerable<ServedFile> files, Fault fault)
    {
        IEnumerable<ListedFile> truth = files.Select(ListedFile.Of);
        return fault.Listing is { } edit ? truth.Select(edit).OfType<ListedFile>() : truth;
    }

    /// <summary>Writes the <c>lfs</c> object of a file that has one.</summary>
    /// <param name="json">Stands within the file's object.</param>
    /// <param name="file">The file.</param>
    /// <param name="hashName">What the sha256 is called: <c>oid</c> in a tree, <c>sha256</c> among siblings.</param>
    public static void WriteLfs(Utf8JsonWriter json, ListedFile file, string hashName)
    {
        if (!file.IsLfs)
        {
            return;
        }

        json.WriteStartObject("lfs");
        if (file.Sha256 is { } sha256)
        {
            json.WriteString(hashName, sha256);
        }

        json.WriteNumber("size", file.Size);
        json.WriteNumber("pointerSize", file.PointerSize);
        json.WriteEndObject();
    }
}
