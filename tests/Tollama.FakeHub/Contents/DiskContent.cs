using Microsoft.Win32.SafeHandles;

namespace Tollama.FakeHub;

/// <summary>Content that lies in a file, which must not change while it is served.</summary>
internal sealed class DiskContent : ServedContent
{
    private readonly SafeFileHandle _file;

    public DiskContent(string path)
    {
        _file = File.OpenHandle(path, options: FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_file);
    }

    public override long Length { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = RandomAccess.Read(_file, destination, offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"The served file ended at byte {offset} of {Length}.");
            }

            offset += read;
            destination = destination[read..];
        }
    }
}
