using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Looks for weights that are not finite: with one of them every forecast is NaN, and a user would be told that the series is to blame.</summary>
internal static class FiniteWeights
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Reads all tensors of floating-point numbers, a chunk at a time.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: a number is NaN or infinite, or the file is shorter than it was.</exception>
    public static void Require(string path, SafetensorsHeader header, CancellationToken cancellationToken)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            foreach (TensorEntry tensor in header.Tensors.Where(tensor => IsFloat(tensor.Type)))
            {
                Require(handle, header.DataStart + tensor.Begin, tensor, chunk.AsSpan(0, ChunkBytes), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>The place of the first number of the bytes that is not finite; -1 for none.</summary>
    internal static int IndexOfNonFinite(ReadOnlySpan<byte> bytes, TensorType type) => type switch
    {
        TensorType.F64 => ExponentScan.IndexOfAllOnes(MemoryMarshal.Cast<byte, ulong>(bytes), 0x7FF0_0000_0000_0000UL),
        TensorType.F32 => ExponentScan.IndexOfAllOnes(MemoryMarshal.Cast<byte, uint>(bytes), 0x7F80_0000u),
        TensorType.F16 => ExponentScan.IndexOfAllOnes(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7C00),
        _ => ExponentScan.IndexOfAllOnes(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7F80),
    };

    private static bool IsFloat(TensorType type) => type is TensorType.F64 or TensorType.F32 or TensorType.F16 or TensorType.BF16;

    private static void Require(SafeFileHandle handle, long place, TensorEntry tensor, Span<byte> chunk, CancellationToken cancellationToken)
    {
        for (long done = 0; done < tensor.ByteLength;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> part = chunk[..(int)Math.Min(chunk.Length, tensor.ByteLength - done)];
            Fill(handle, place + done, part, tensor);
            int index = IndexOfNonFinite(part, tensor.Type);
            if (index >= 0)
            {
                long element = (done / tensor.Type.Size()) + index;
                throw new TollamaException(
                    ErrorCode.InvalidModelFile,
                    $"the tensor '{Excerpt.Of(tensor.Name)}' has a number that is NaN or infinite (element {element} of {tensor.ElementCount}, {tensor.Type.ToWireName()}): no forecast can be computed with it",
                    "nothing was installed; the weights are damaged, or were saved from a training that went wrong");
            }

            done += part.Length;
        }
    }

    private static void Fill(SafeFileHandle handle, long place, Span<byte> part, TensorEntry tensor)
    {
        for (int filled = 0; filled < part.Length;)
        {
            int count = RandomAccess.Read(handle, part[filled..], place + filled);
            filled += count > 0 ? count : throw new TollamaException(
                ErrorCode.InvalidModelFile, $"the weights end in the tensor '{Excerpt.Of(tensor.Name)}': the file became shorter while it was read");
        }
    }
}
