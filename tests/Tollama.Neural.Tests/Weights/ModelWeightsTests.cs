using Tollama.Catalog.Architectures;
using Tollama.Neural.Tests.Golden;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural.Tests.Weights;

public sealed class ModelWeightsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-weights");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Pages of a mapping count as memory of the process: a mapped file beside its packed weights would be a second copy of the model.</summary>
    [Fact]
    public void A_file_is_mapped_no_longer_than_one_tensor_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists the mappings of a process.");
        string path = Copy("model.safetensors");
        Copy("config.json");
        ModelFiles files = ModelFiles.InFolder(_folder.FullName);
        ChronosBoltConfig config = ChronosBoltConfig.Parse(files.Read(ModelFiles.Config));
        using ModelWeights weights = new(files, config.Architecture, TestContext.Current.CancellationToken);

        List<Action> reads =
        [
            () => weights.Values("shared.weight"),
            () => weights.Linear("encoder.block.0.layer.0.SelfAttention.q"),
            () => weights.Linear("encoder.block.0.layer.0.SelfAttention.k", "encoder.block.0.layer.0.SelfAttention.v"),
            () => weights.Rows("encoder.block.0.layer.0.SelfAttention.o"),
            () => weights.ResidualBlock("input_patch_embedding", Activation.Relu),
        ];
        IsMapped(path).ShouldBeTrue("its header was read");
        long before = 0;
        foreach (Action read in reads)
        {
            read();
            IsMapped(path).ShouldBeFalse();
            weights.ResidentBytes.ShouldBeGreaterThan(before);
            before = weights.ResidentBytes;
        }
    }

    private static bool IsMapped(string path) => File.ReadLines("/proc/self/maps").Any(line => line.EndsWith(path, StringComparison.Ordinal));

    private string Copy(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.Copy(Path.Combine(GoldenModel.PathOf("chronos-bolt-tiny-random"), name), path);
        return path;
    }
}
