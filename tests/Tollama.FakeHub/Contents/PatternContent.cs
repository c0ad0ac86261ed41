namespace Tollama.FakeHub;

/// <summary>One block of noise over and over: reading is copying memory, at any offset.</summary>
/// <remarks>The block's length is a prime below 2^20, so that a part written to the wrong place is noticed whatever power of two it is off by.</remarks>
internal sealed class PatternContent : ServedContent
{
    private const int BlockBytes = 1_048_573;
    private readonly byte[] _block;

    public PatternContent(long length, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _block = new byte[Math.Min(BlockBytes, length)];
        new Random(seed).NextBytes(_block);
    }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        int start = (int)(offset % BlockBytes);
        while (!destination.IsEmpty)
        {
            ReadOnlySpan<byte> source = _block.AsSpan(start, Math.Min(destination.Length, _block.Length - start));
            source.CopyTo(destination);
            destination = destination[source.Length..];
            start = 0;
        }
    }
}
