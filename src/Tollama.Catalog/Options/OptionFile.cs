namespace Tollama.Catalog;

/// <summary>The file <c>options.json</c>.</summary>
internal sealed record OptionFile
{
    public IReadOnlyList<DeclaredOption> Options { get => field ?? []; init; }
}
