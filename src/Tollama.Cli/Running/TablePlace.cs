using Tollama.Core.Api;

namespace Tollama.Cli.Running;

/// <summary>The file that a verb writes a table to, looked at before any work; its extension names the format.</summary>
/// <param name="Place">Where.</param>
/// <param name="Format">How.</param>
internal sealed record TablePlace(OutputPlace Place, AnswerFormat Format)
{
    /// <summary>The formats that are tables.</summary>
    private static IEnumerable<AnswerFormat> Tables => AnswerFormats.All.Where(format => format is not (AnswerFormat.Json or AnswerFormat.Ndjson));

    /// <summary>Looks at the place, and leaves nothing there.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">What was typed; <see langword="null"/> for nothing.</param>
    /// <param name="inputs">What is read, which is not written over.</param>
    /// <returns><see langword="null"/> when nothing was typed.</returns>
    /// <exception cref="CliException">Nothing can be written there, or its end names no table.</exception>
    public static TablePlace? Check(string option, string? path, IReadOnlyList<string> inputs)
    {
        if (path is null)
        {
            return null;
        }

        string extension = Path.GetExtension(path);
        if (AnswerFormats.OfExtension(extension) is not { } format || !Tables.Contains(format))
        {
            throw CliException.Usage(
                extension.Length == 0 ? $"{option} '{path}' has no extension that says its format" : $"{option} '{path}': no table has the extension '{extension}'",
                $"use one of {string.Join(", ", Tables.Select(AnswerFormats.ExtensionOf))}");
        }

        OutputPlace place = OutputPlace.Check(path, option);
        place.RefuseInputs(InputFiles.Expand(inputs));
        return new TablePlace(place, format);
    }
}
