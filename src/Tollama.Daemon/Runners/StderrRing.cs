using System.Text;

namespace Tollama.Daemon.Runners;

/// <summary>The last lines of a process's stderr. Long lines are cut: a runner that prints without end costs no memory.</summary>
internal sealed class StderrRing(int capacity, Action<string>? onLine = null)
{
    private const int MaxLineBytes = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly byte[] _partial = new byte[MaxLineBytes];
    private int _length;

    /// <summary>Takes what was read from the pipe, in pieces of any size.</summary>
    public void Append(ReadOnlySpan<byte> chunk)
    {
        lock (_gate)
        {
            while (chunk.IndexOf((byte)'\n') is >= 0 and int end)
            {
                AppendPartial_NeedsLock(chunk[..end]);
                EndLine_NeedsLock();
                chunk = chunk[(end + 1)..];
            }

            AppendPartial_NeedsLock(chunk);
        }
    }

    /// <summary>The last lines, oldest first, joined by <c> | </c>; empty when the process was silent.</summary>
    public string Tail(int count)
    {
        lock (_gate)
        {
            IEnumerable<string> lines = _length > 0 ? _lines.Append(Text_NeedsLock()) : _lines;
            return string.Join(" | ", lines.TakeLast(count));
        }
    }

    private void AppendPartial_NeedsLock(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLineBytes - _length)];
        bytes.CopyTo(_partial.AsSpan(_length));
        _length += bytes.Length;
    }

    private void EndLine_NeedsLock()
    {
        string line = Text_NeedsLock();
        _length = 0;
        if (line.Length == 0)
        {
            return;
        }

        if (_lines.Count == capacity)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
        onLine?.Invoke(line);
    }

    private string Text_NeedsLock() => Encoding.UTF8.GetString(_partial, 0, _length).TrimEnd();
}
