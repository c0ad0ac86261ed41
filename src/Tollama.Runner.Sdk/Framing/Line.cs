using System.Buffers;

namespace Tollama.Runner.Sdk;

/// <summary>A line of the input, without its end.</summary>
/// <param name="Bytes">The line; <see langword="null"/> when it was too long to be kept.</param>
internal readonly record struct Line(ReadOnlySequence<byte>? Bytes)
{
    /// <summary>A line that was too long.</summary>
    public static Line TooLong => default;
}
