using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Tollama.Catalog.Safetensors;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>A safetensors file, mapped into memory and read row by row.</summary>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _data;

    /// <summary>Maps a file and checks its header.</summary>
    /// <exception cref="Core.Errors.TollamaException">It is no safetensors file.</exception>
    public SafetensorsFile(string path)
    {
        long length = new FileInfo(path).Length;
        if (length == 0)
        {
            SafetensorsHeader.LengthOf([], 0);
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        try
        {
            _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            int headerLength = SafetensorsHeader.LengthOf(new ReadOnlySpan<byte>(start, (int)Math.Min(length, SafetensorsHeader.PrefixLength)), length);
            Header = SafetensorsHeader.Parse(new ReadOnlySpan<byte>(start + SafetensorsHeader.PrefixLength, headerLength), length);
            _data = start + Header.DataStart;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the file holds.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Reads <paramref name="destination"/> numbers from number <paramref name="first"/> of a tensor on.</summary>
    public void Read(TensorEntry tensor, long first, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + destination.Length, tensor.ElementCount);
        byte* source = _data + tensor.Begin + (first * tensor.Type.Size());
        ReadOnlySpan<byte> bytes = new(source, destination.Length * tensor.Type.Size());
        switch (tensor.Type)
        {
            case TensorType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case TensorType.F16:
                KernelSet.Current.FromFloat16(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            case TensorType.BF16:
                KernelSet.Current.FromBFloat16(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            default:
                throw new NotSupportedException($"Weights of type {tensor.Type.ToWireName()}.");
        }
    }

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _file.Dispose();
    }
}
