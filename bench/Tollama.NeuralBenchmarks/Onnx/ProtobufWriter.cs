using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Tollama.NeuralBenchmarks.Onnx;

/// <summary>Writes the fields of a protocol-buffer message, as much of the format as ONNX needs.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintType = 0, LengthType = 2, Fixed32Type = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public ProtobufWriter Integer(int field, long value)
    {
        Varint((ulong)(field << 3 | VarintType));
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Float(int field, float value)
    {
        Varint((ulong)(field << 3 | Fixed32Type));
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)(field << 3 | LengthType));
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter message) =>
        Bytes(field, message._bytes.WrittenSpan);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }
}
