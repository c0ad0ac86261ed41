using System.Text.Json;
using Tollama.Core.Api;

namespace Tollama.Catalog;

/// <summary>The declared options, by name.</summary>
internal static class OptionTable
{
    private static readonly ILookup<string, DeclaredOption> ByName = Read().ToLookup(option => option.Name, StringComparer.Ordinal);

    /// <summary>All entries.</summary>
    public static IEnumerable<DeclaredOption> All => ByName.SelectMany(entries => entries);

    /// <summary>
    /// The option of this name as a model has it: the entry for the model, else the one for its family, else the one for all;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public static ModelOption? Find(string name, string family, string? variant)
    {
        IEnumerable<DeclaredOption> entries = ByName[name];
        DeclaredOption? entry = entries.FirstOrDefault(option => variant is not null && option.Of.Contains(variant))
            ?? entries.FirstOrDefault(option => option.Of.Contains(family))
            ?? entries.FirstOrDefault(option => option.Of.Count == 0);
        return entry?.ToOption();
    }

    private static IReadOnlyList<DeclaredOption> Read()
    {
        using Stream stream = typeof(OptionTable).Assembly.GetManifestResourceStream("options.json")!;
        return JsonSerializer.Deserialize(stream, CatalogJsonContext.Default.OptionFile)!.Options;
    }
}
