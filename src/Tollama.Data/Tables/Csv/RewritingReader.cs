namespace Tollama.Data.Tables.Csv;

/// <summary>A reader of characters that are made of those of another, some at a time.</summary>
/// <param name="source">The other reader, which is disposed of with this one.</param>
internal abstract class RewritingReader(TextReader source) : TextReader
{
    private ReadOnlyMemory<char> _rest;

    /// <summary>Where the characters come from.</summary>
    protected TextReader Source => source;

    public sealed override int Peek() => Fill() ? _rest.Span[0] : -1;

    public sealed override int Read()
    {
        int next = Peek();
        _rest = next < 0 ? _rest : _rest[1..];
        return next;
    }

    public sealed override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public sealed override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>Makes the next characters, which hold until the next call; none at the end only.</summary>
    protected abstract ReadOnlyMemory<char> Next();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        _rest = _rest.IsEmpty ? Next() : _rest;
        return !_rest.IsEmpty;
    }
}
