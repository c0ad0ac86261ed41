using Tollama.Catalog.Safetensors;

namespace Tollama.Catalog.Tests.Architectures;

/// <summary>The files of one of the models of tests/golden/tsfm.</summary>
internal sealed record GoldenModel(string Name)
{
    private string Folder => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", Name);

    public byte[] Config => File.ReadAllBytes(Path.Combine(Folder, "config.json"));

    public byte[] Weights => File.ReadAllBytes(Path.Combine(Folder, "model.safetensors"));

    public byte[] HeaderJson => Weights[8..(8 + SafetensorsHeader.LengthOf(Weights, Weights.Length))];

    public SafetensorsHeader Header => SafetensorsHeader.Parse(HeaderJson, Weights.Length);
}
