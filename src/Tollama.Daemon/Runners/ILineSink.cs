using System.Buffers;

namespace Tollama.Daemon.Runners;

/// <summary>Takes the lines that a <see cref="LineReader"/> reads.</summary>
internal interface ILineSink
{
    /// <summary>A whole line, without its end; valid during the call only.</summary>
    void OnLine(ReadOnlySequence<byte> line);

    /// <summary>A line has grown past the limit.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <returns>True to read on and drop its rest, false to end the reading.</returns>
    bool OnLongLine(ReadOnlySequence<byte> start);

    /// <summary>The rest of that line was read and dropped.</summary>
    void OnLongLineEnd();
}
