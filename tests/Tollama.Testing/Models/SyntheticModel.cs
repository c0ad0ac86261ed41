using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;

namespace Tollama.Testing.Models;

/// <summary>Models of any size with made-up weights: files that are right in every respect but that nobody trained them.</summary>
public static class SyntheticModel
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>The configuration of a Chronos-Bolt.</summary>
    /// <param name="width">The width of its layers; a multiple of 4.</param>
    /// <param name="layers">How many layers its encoder and its decoder have each.</param>
    public static byte[] BoltConfig(int width, int layers) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "architectures": ["ChronosBoltModelForForecasting"], "chronos_pipeline_class": "ChronosBoltPipeline", "model_type": "t5",
          "d_model": {{width}}, "d_ff": {{4 * width}}, "d_kv": {{width / 4}}, "num_heads": 4, "num_layers": {{layers}}, "num_decoder_layers": {{layers}},
          "dense_act_fn": "relu", "feed_forward_proj": "relu", "is_gated_act": false, "is_encoder_decoder": true, "layer_norm_epsilon": 1e-06,
          "decoder_start_token_id": 0, "pad_token_id": 0, "eos_token_id": 1, "reg_token_id": 1, "vocab_size": 2,
          "relative_attention_max_distance": 128, "relative_attention_num_buckets": 32,
          "chronos_config": {
            "context_length": 512, "input_patch_size": 16, "input_patch_stride": 16, "prediction_length": 64, "use_reg_token": true,
            "quantiles": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
          }
        }
        """));

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c> into a folder.</summary>
    /// <param name="folder">The folder; made if need be.</param>
    /// <param name="config">The configuration, of any architecture that is known.</param>
    /// <param name="seed">The seed of the weights, which are uniform from -0.05 to 0.05.</param>
    public static void Write(string folder, byte[] config, int seed)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "config.json"), config);
        IReadOnlyList<ExpectedTensor> tensors = ModelArchitecture.Recognize(config).Manifest.Tensors;
        using FileStream file = File.Create(Path.Combine(folder, "model.safetensors"));
        byte[] header = Header(tensors);
        Span<byte> length = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        file.Write(length);
        file.Write(header);
        WriteWeights(file, tensors.Sum(tensor => tensor.ElementCount), seed);
    }

    private static byte[] Header(IReadOnlyList<ExpectedTensor> tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            long begin = 0;
            foreach (ExpectedTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (long size in tensor.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(begin += sizeof(float) * tensor.ElementCount);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteWeights(FileStream file, long count, int seed)
    {
        Random random = new(seed);
        byte[] chunk = new byte[ChunkBytes];
        for (long written = 0; written < count;)
        {
            int portion = (int)Math.Min(count - written, ChunkBytes / sizeof(float));
            for (int i = 0; i < portion; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(chunk.AsSpan(sizeof(float) * i), (random.NextSingle() - 0.5f) / 10);
            }

            file.Write(chunk, 0, sizeof(float) * portion);
            written += portion;
        }
    }
}
