using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>A safetensors file of random weights, of the shapes that a configuration asks for.</summary>
internal sealed class WeightsFile
{
    private const int Seed = 20260101;

    private readonly string _path;
    private readonly SafetensorsHeader _header;

    private WeightsFile(string path)
    {
        _path = path;
        using FileStream file = File.OpenRead(path);
        byte[] prefix = new byte[SafetensorsHeader.PrefixLength];
        file.ReadExactly(prefix);
        byte[] header = new byte[SafetensorsHeader.LengthOf(prefix, file.Length)];
        file.ReadExactly(header);
        _header = SafetensorsHeader.Parse(header, file.Length);
    }

    /// <summary>The name of the file in its folder.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>The bytes of the file.</summary>
    public long Length => new FileInfo(_path).Length;

    /// <summary>Writes the weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">Which tensors.</param>
    public static WeightsFile Write(string path, ModelArchitecture architecture)
    {
        Random random = new(Seed);
        using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
        {
            file.Write(Header(architecture.Manifest));
            foreach (ExpectedTensor tensor in architecture.Manifest.Tensors)
            {
                Write(file, random, tensor, architecture.Family);
            }
        }

        return new WeightsFile(path);
    }

    /// <summary>The shape of a tensor; <see langword="null"/> if there is none of this name.</summary>
    public IReadOnlyList<long>? Shape(string tensor) => _header.Find(tensor)?.Shape;

    /// <summary>Where in the file a row of a tensor begins.</summary>
    public long Offset(string tensor, long row = 0)
    {
        TensorEntry entry = _header.Find(tensor)!;
        long rowLength = entry.Shape.Count == 2 ? entry.Shape[1] : 1;
        return _header.DataStart + entry.Begin + (row * rowLength * sizeof(float));
    }

    /// <summary>The values of a tensor.</summary>
    public float[] Values(string tensor)
    {
        float[] values = new float[_header.Find(tensor)!.ElementCount];
        using FileStream file = File.OpenRead(_path);
        file.Seek(Offset(tensor), SeekOrigin.Begin);
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static byte[] Header(TensorManifest manifest)
    {
        StringBuilder json = new("{");
        long begin = 0;
        foreach (ExpectedTensor tensor in manifest.Tensors)
        {
            long end = begin + (tensor.ElementCount * sizeof(float));
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(JsonEncodedText.Encode(tensor.Name)).Append("\":{\"dtype\":\"F32\",\"shape\":[")
                .AppendJoin(',', tensor.Shape).Append("],\"data_offsets\":[").Append(begin).Append(',').Append(end).Append("]}");
            begin = end;
        }

        byte[] text = Encoding.UTF8.GetBytes(json.Append('}').ToString());
        byte[] header = new byte[SafetensorsHeader.PrefixLength + ((text.Length + 63) / 64 * 64)];
        header.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - SafetensorsHeader.PrefixLength);
        text.CopyTo(header, SafetensorsHeader.PrefixLength);
        return header;
    }

    private static void Write(FileStream file, Random random, ExpectedTensor tensor, string family)
    {
        (float center, float spread) = Range(tensor, family);
        float[] values = new float[Math.Min(tensor.ElementCount, 1 << 16)];
        for (long left = tensor.ElementCount; left > 0; left -= values.Length)
        {
            Span<float> part = values.AsSpan(0, (int)Math.Min(left, values.Length));
            foreach (ref float value in part)
            {
                value = center + (spread * ((2 * random.NextSingle()) - 1));
            }

            file.Write(MemoryMarshal.AsBytes(part));
        }
    }

    /// <summary>Weights with which activations neither vanish nor grow: it is the calm of a trained network that the speed of some kernels depends on.</summary>
    private static (float Center, float Spread) Range(ExpectedTensor tensor, string family) => tensor switch
    {
        { Shape.Count: 0 } => (0.5f, 0.1f),
        { Shape.Count: 2 } when family == Families.Toto2.Name => (0, 1),
        { Shape.Count: 2 } => (0, 1 / MathF.Sqrt(tensor.Shape[1])),
        _ when tensor.Name.Contains("norm", StringComparison.Ordinal) && !tensor.Name.EndsWith("bias", StringComparison.Ordinal) => (1, 0.1f),
        _ when tensor.Name.EndsWith("_ln.scale", StringComparison.Ordinal) => (1, 0.1f),
        _ => (0, 0.1f),
    };
}
