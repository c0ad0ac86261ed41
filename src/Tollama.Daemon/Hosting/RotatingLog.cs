using System.Text;
using Tollama.Core.Configuration;

namespace Tollama.Daemon.Hosting;

/// <summary>Writes to a log file, and puts it aside whenever it has become large.</summary>
/// <remarks>
/// The file is renamed before a new one is opened, and written to until then: no line is lost, wherever the process ends. Lines are never divided between two files.
/// </remarks>
/// <param name="path">The file's path.</param>
/// <param name="length">How long it is already.</param>
/// <param name="write">Writes to the file that is open.</param>
/// <param name="reopen">Opens a new file at the path in place of the one that is open.</param>
internal sealed class RotatingLog(string path, long length, RotatingLog.Writing write, Action<string> reopen) : TextWriter
{
    private readonly Lock _lock = new();
    private long _length = length;

    /// <summary>Writes all of some bytes.</summary>
    internal delegate void Writing(ReadOnlySpan<byte> bytes);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    public override void Write(ReadOnlySpan<char> buffer)
    {
        byte[] bytes = new byte[Encoding.GetByteCount(buffer)];
        Encoding.GetBytes(buffer, bytes);
        lock (_lock)
        {
            if (_length > DaemonLogFile.LargeBytes)
            {
                Rotate_NeedsLock();
            }

            write(bytes);
            _length += bytes.Length;
        }
    }

    // Where that fails, on a full disk for instance, the file goes on, and it is tried again after as much as a log is large.
    private void Rotate_NeedsLock()
    {
        _length = 0;
        try
        {
            foreach ((string from, string to) in DaemonLogFile.Moves(path).Where(move => File.Exists(move.From)))
            {
                File.Move(from, to, overwrite: true);
            }

            reopen(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            write(Encoding.UTF8.GetBytes($"the log '{path}' cannot be put aside: {fault.Message}{Environment.NewLine}"));
        }
    }
}
