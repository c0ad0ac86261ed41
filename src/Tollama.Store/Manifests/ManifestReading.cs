namespace Tollama.Store;

/// <summary>What became of reading a manifest: a model, a fault, or nothing because the file is gone.</summary>
internal readonly record struct ManifestReading(InstalledModel? Model, string? Fault)
{
    public static readonly ManifestReading Gone = new(null, null);

    public static ManifestReading Corrupt(string fault) => new(null, fault);
}
