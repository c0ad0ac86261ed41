using System.Text;

namespace Tollama.Store;

/// <summary>Reads texts that others wrote: how long they are is looked at first.</summary>
internal static class TextFile
{
    /// <summary>How much of a text is shown at most.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The text of a file; of a long one the beginning, with a line that says so.</summary>
    public static string Head(string path)
    {
        RegularFile.Require(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] bytes = new byte[Math.Min(file.Length, MaxBytes)];
        int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        using StreamReader text = new(new MemoryStream(bytes, 0, read), Encoding.UTF8);
        return file.Length > MaxBytes ? $"{text.ReadToEnd()}\n[cut off: the text has {file.Length} bytes]" : text.ReadToEnd();
    }
}
