using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Tollama.Catalog.Safetensors;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>A safetensors file, mapped into memory and read row by row.</summary>
/// <remarks>
/// Pages of a mapping that were read count as memory of the process until the mapping ends. So whoever reads a large file ends it every now and then
/// (<see cref="Unmap"/>); the next read maps the file again, which costs nothing.
/// </remarks>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MemoryMappedFile _file;
    private readonly long _length;
    private MemoryMappedViewAccessor? _view;
    private volatile nint _start;

    /// <summary>Maps a file and checks its header.</summary>
    /// <exception cref="Core.Errors.TollamaException">It is no safetensors file.</exception>
    public SafetensorsFile(string path)
    {
        _length = new FileInfo(path).Length;
        if (_length == 0)
        {
            SafetensorsHeader.LengthOf([], 0);
        }

        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        try
        {
            byte* start = Map();
            int headerLength = SafetensorsHeader.LengthOf(new ReadOnlySpan<byte>(start, (int)Math.Min(_length, SafetensorsHeader.PrefixLength)), _length);
            Header = SafetensorsHeader.Parse(new ReadOnlySpan<byte>(start + SafetensorsHeader.PrefixLength, headerLength), _length);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the file holds.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Reads <paramref name="destination"/> numbers from number <paramref name="first"/> of a tensor on; for several threads at once.</summary>
    public void Read(TensorEntry tensor, long first, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + destination.Length, tensor.ElementCount);
        byte* source = Map() + Header.DataStart + tensor.Begin + (first * tensor.Type.Size());
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

    /// <summary>Gives the pages that were read back. No read may be under way.</summary>
    public void Unmap()
    {
        lock (_lock)
        {
            if (_view is not null)
            {
                _start = 0;
                _view.SafeMemoryMappedViewHandle.ReleasePointer();
                _view.Dispose();
                _view = null;
            }
        }
    }

    /// <summary>Ends the mapping.</summary>
    public void Dispose()
    {
        Unmap();
        _file.Dispose();
    }

    private byte* Map()
    {
        if (_start == 0)
        {
            lock (_lock)
            {
                if (_view is null)
                {
                    _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
                    byte* start = null;
                    _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
                    _start = (nint)start;
                }
            }
        }

        return (byte*)_start;
    }
}
