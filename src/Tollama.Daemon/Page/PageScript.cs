using System.Text;

namespace Tollama.Daemon.Page;

/// <summary>A script of the page without its comments: who works on it reads them, browsers need not fetch them.</summary>
/// <remarks>
/// Left out are empty lines, and lines that are nothing but a comment: those that begin with <c>//</c>, and blocks from a line that begins with <c>/**</c> to one
/// that ends with <c>*/</c>. All else is sent as it stands, a comment behind code too, so that nobody has to understand the language. A text over several lines
/// must not have such lines.
/// </remarks>
internal static class PageScript
{
    /// <summary>The script as it is sent.</summary>
    /// <param name="content">The script as it stands in the sources, in UTF-8.</param>
    internal static byte[] WithoutComments(byte[] content)
    {
        StringBuilder kept = new(content.Length);
        bool isInside = false;
        foreach (ReadOnlySpan<char> line in Encoding.UTF8.GetString(content).AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> text = line.Trim();
            bool isEnd = text.EndsWith("*/", StringComparison.Ordinal);
            bool begins = !isInside && text.StartsWith("/**", StringComparison.Ordinal) && (isEnd || !text.Contains("*/", StringComparison.Ordinal));
            if (!isInside && !begins && !text.StartsWith("//", StringComparison.Ordinal) && text.Length > 0)
            {
                kept.Append(line).Append('\n');
            }

            isInside = (isInside || begins) && !isEnd;
        }

        return Encoding.UTF8.GetBytes(kept.ToString());
    }
}
