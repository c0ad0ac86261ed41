using System.Text;
using Tollama.Core.Text;

namespace Tollama.Cli.Terminal;

/// <summary>Passes text on as lines of <see cref="VisibleText"/>.</summary>
/// <param name="inner">Where to.</param>
/// <param name="codes">Sequences of control characters that are passed on as they are.</param>
internal sealed class VisibleWriter(TextWriter inner, IReadOnlyList<string> codes) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        string rest = value ?? "";
        while (rest.Length > 0)
        {
            (int place, int length) = NextCode(rest);
            inner.Write(VisibleText.Lines(rest[..place]));
            inner.Write(rest.AsSpan(place, length));
            rest = rest[(place + length)..];
        }
    }

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync() => inner.FlushAsync();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    private (int Place, int Length) NextCode(string text)
    {
        (int Place, int Length) next = (text.Length, 0);
        foreach (string code in codes)
        {
            int place = text.IndexOf(code, StringComparison.Ordinal);
            next = place >= 0 && place < next.Place ? (place, code.Length) : next;
        }

        return next;
    }
}
