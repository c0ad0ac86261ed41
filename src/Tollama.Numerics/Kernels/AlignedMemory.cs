using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tollama.Numerics.Kernels;

/// <summary>Unmanaged memory that begins at a cache line, or at a large page if it fills one.</summary>
internal sealed unsafe class AlignedMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private const nuint CacheLine = 64;

    public AlignedMemory(long bytes)
        : base(ownsHandle: true)
    {
        void* start = NativeMemory.AlignedAlloc((nuint)bytes, bytes < HugePages.Size ? CacheLine : HugePages.Size);
        HugePages.Request(start, bytes);
        SetHandle((nint)start);
    }

    public float* Start => (float*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
