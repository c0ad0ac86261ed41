using System.Text;

namespace Tollama.Soak.Wire;

/// <summary>A complete answer of the daemon.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Headers">The headers by name, which is case-insensitive.</param>
/// <param name="Body">The body without the framing of HTTP.</param>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private string? _text;

    /// <summary>The body as text.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(Body);

    /// <summary>Whether it is a stream of JSON lines.</summary>
    public bool IsStream => Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-ndjson", StringComparison.Ordinal);

    /// <summary>The lines of a stream.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
