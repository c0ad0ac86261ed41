using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tollama.Numerics.Kernels;

/// <summary>Unmanaged memory that begins at a cache line.</summary>
internal sealed unsafe class AlignedMemory : SafeHandleZeroOrMinusOneIsInvalid
{
    private const nuint Alignment = 64;

    public AlignedMemory(long bytes)
        : base(ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment));

    public float* Start => (float*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
