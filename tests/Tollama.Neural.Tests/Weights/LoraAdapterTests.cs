using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Tollama.Catalog.Architectures;
using Tollama.Core.Errors;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Weights;

public sealed class LoraAdapterTests : IDisposable
{
    private const string Module = "encoder.block.0.layer.0.self_attention.v";

    private readonly string _folder = Directory.CreateTempSubdirectory("tollama-lora").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_adapter_adds_the_product_of_its_matrices_to_the_rows_of_its_layer()
    {
        float[] down = [.. Enumerable.Range(0, 32).Select(i => i * 0.25f)];
        float[] up = [.. Enumerable.Range(0, 32).Select(i => 1 - (i * 0.125f))];
        using LoraAdapter adapter = Find(Write(4, (Module + ".lora_A", [2, 16], down), (Module + ".lora_B", [16, 2], up)))!;
        float[] row = [.. Enumerable.Repeat(1f, 16)];
        adapter.Add(Module + ".weight", 3, row);
        for (int column = 0; column < 16; column++)
        {
            row[column].ShouldBe(1 + (2 * ((up[6] * down[column]) + (up[7] * down[16 + column]))), 1e-5f);
        }

        float[] other = new float[16];
        adapter.Add("shared.weight", 0, other);
        other.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void A_model_with_an_adapter_forecasts_something_else_and_with_an_empty_one_the_same()
    {
        double[] series = [1, 4, 2, 6, 3, 7, 2, 8];
        double[] Forecast(ModelFiles files)
        {
            using Chronos2Model model = Chronos2Model.Load(files, cancellationToken: TestContext.Current.CancellationToken);
            return model.Forecast([series], 4, [], TestContext.Current.CancellationToken)[0].Forecast!.Mean;
        }

        float[] ones = [.. Enumerable.Repeat(0.3f, 32)];
        double[] plain = Forecast(new GoldenModel("chronos-2-tiny-random").Files);
        Forecast(Write(4, (Module + ".lora_A", [2, 16], ones), (Module + ".lora_B", [16, 2], new float[32]))).ShouldBe(plain);
        Forecast(Write(4, (Module + ".lora_A", [2, 16], ones), (Module + ".lora_B", [16, 2], ones))).ShouldNotBe(plain);
    }

    [Fact]
    public void A_layer_that_is_not_packed_is_adapted_too()
    {
        const string Mixer = "backbone.encoder.mlp_mixer_encoder.mixers.0.mixer_layers.0.patch_mixer.mlp.fc1";
        double[] Forecast(ModelFiles files)
        {
            using TtmModel model = TtmModel.Load(files, cancellationToken: TestContext.Current.CancellationToken);
            return model.Forecast([[1, 4, 2, 6, 3, 7, 2, 8]], 4, [], TestContext.Current.CancellationToken)[0].Forecast!.Mean;
        }

        float[] down = [.. Enumerable.Repeat(0.3f, 32)], up = [.. Enumerable.Repeat(0.3f, 64)];
        double[] plain = Forecast(new GoldenModel("ttm-tiny-random").Files);
        Forecast(Write("ttm-tiny-random", 4, (Mixer + ".lora_A", [1, 32], down), (Mixer + ".lora_B", [64, 1], new float[64]))).ShouldBe(plain);
        Forecast(Write("ttm-tiny-random", 4, (Mixer + ".lora_A", [1, 32], down), (Mixer + ".lora_B", [64, 1], up))).ShouldNotBe(plain);
    }

    [Fact]
    public void An_adapter_that_does_not_fit_is_refused()
    {
        float[] ones = [.. Enumerable.Repeat(1f, 32)];
        ShouldFail("counterpart", Write(4, (Module + ".lora_A", [2, 16], ones)));
        ShouldFail("counterpart", Write(4, (Module + ".lora_A", [4, 8], ones), (Module + ".lora_B", [8, 4], ones)));
        ShouldFail("counterpart", Write(4, ("nowhere.lora_A", [2, 16], ones), ("nowhere.lora_B", [16, 2], ones)));
        ShouldFail("no part of a low-rank product", Write(4, (Module + ".lora_magnitude", [32], ones)));
        ModelFiles files = Write(4, (Module + ".lora_A", [2, 16], ones), (Module + ".lora_B", [16, 2], ones));
        File.WriteAllText(Path.Combine(_folder, "adapter_config.json"), """{"r":2}""");
        ShouldFail("lora_alpha", files);
    }

    private static LoraAdapter? Find(ModelFiles files) => LoraAdapter.Find(files, Chronos2Config.Parse(files.Read(ModelFiles.Config)).Architecture);

    private static void ShouldFail(string complaint, ModelFiles files)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Find(files));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain(complaint);
    }

    private ModelFiles Write(double alpha, params (string Name, int[] Shape, float[] Values)[] tensors) => Write("chronos-2-tiny-random", alpha, tensors);

    private ModelFiles Write(string model, double alpha, params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        int offset = 0;
        List<string> entries = [];
        foreach ((string name, int[] shape, float[] values) in tensors)
        {
            entries.Add($"\"base_model.model.{name}.weight\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{offset},{offset += values.Length * 4}]}}");
        }

        byte[] header = Encoding.UTF8.GetBytes("{" + string.Join(",", entries) + "}");
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        byte[] data = [.. tensors.SelectMany(tensor => MemoryMarshal.AsBytes<float>(tensor.Values).ToArray())];
        File.WriteAllBytes(Path.Combine(_folder, "adapter_model.safetensors"), [.. length, .. header, .. data]);
        File.WriteAllText(Path.Combine(_folder, "adapter_config.json"), $$"""{"lora_alpha":{{alpha}}}""");
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            File.Copy(Path.Combine(GoldenModel.PathOf(model), file), Path.Combine(_folder, file), overwrite: true);
        }

        return ModelFiles.InFolder(_folder);
    }
}
