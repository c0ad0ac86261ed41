namespace Tollama.FakeHub;

/// <summary>Content that lies in memory.</summary>
internal sealed class BytesContent(byte[] bytes) : ServedContent
{
    public override long Length => bytes.Length;

    public override void Read(long offset, Span<byte> destination) => bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);
}
