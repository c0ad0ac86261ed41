using System.Text;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>A Modelfile: what a new model is made of, and its defaults.</summary>
/// <remarks>
/// A line is an instruction and its value; instructions may be written in any case. <c>#</c> begins a comment line. A value between <c>"""</c> may have
/// several lines. Known instructions: <c>FROM</c> (once), <c>PARAMETER</c> key value (each key once), <c>LICENSE</c> (several are joined),
/// <c>DESCRIPTION</c> (once).
/// </remarks>
public sealed record Modelfile
{
    private const int MaxLength = 1 << 20;

    private static readonly string[] Instructions = ["FROM", "PARAMETER", "LICENSE", "DESCRIPTION"];

    private const string Quotes = "\"\"\"";

    /// <summary>The model it is made of; <see langword="null"/> if the file does not say.</summary>
    public string? From { get; private set; }

    /// <summary>Default options.</summary>
    public JsonObject Parameters { get; } = [];

    /// <summary>The licence's text; <see langword="null"/> for the one of the model it is made of.</summary>
    public string? License { get; private set; }

    /// <summary>One line for people.</summary>
    public string? Description { get; private set; }

    /// <summary>Reads a Modelfile.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: a line is none; the message names it and its number.</exception>
    public static Modelfile Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"the Modelfile has {text.Length} characters, more than {MaxLength}");
        }

        Modelfile file = new();
        List<string> licenses = [];
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            int number = index + 1;
            string line = lines[index].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
                string value = words.Length == 2 ? ReadValue(words[1].Trim(), lines, ref index, number) : "";
                file.Apply(words[0], value, licenses, number);
            }
        }

        file.License = licenses.Count == 0 ? null : string.Join("\n\n", licenses);
        return file;
    }

    private static string ReadValue(string first, string[] lines, ref int index, int number)
    {
        if (!first.StartsWith(Quotes, StringComparison.Ordinal))
        {
            return first.Length >= 2 && first[0] == '"' && first[^1] == '"' ? first[1..^1] : first;
        }

        string line = first[Quotes.Length..];
        StringBuilder text = new();
        int end;
        while ((end = line.IndexOf(Quotes, StringComparison.Ordinal)) < 0)
        {
            index++;
            text.Append(line).Append('\n');
            line = index < lines.Length ? lines[index] : throw Fault(number, $"its text has no closing {Quotes}");
        }

        text.Append(line, 0, end);
        return line[(end + Quotes.Length)..].Trim().Length == 0 ? text.ToString().Trim('\n') : throw Fault(number, $"something follows the closing {Quotes}");
    }

    private void Apply(string instruction, string value, List<string> licenses, int number)
    {
        if (value.Length == 0)
        {
            throw Fault(number, $"'{ModelNameGrammar.Printable(instruction)}' has no value");
        }

        switch (instruction.ToUpperInvariant())
        {
            case "FROM":
                From = From is null ? value : throw Fault(number, "there is a FROM already");
                break;
            case "PARAMETER":
                ApplyParameter(value, number);
                break;
            case "LICENSE":
                licenses.Add(value);
                break;
            case "DESCRIPTION":
                Description = Description is null ? value : throw Fault(number, "there is a DESCRIPTION already");
                break;
            default:
                throw Fault(number, $"'{ModelNameGrammar.Printable(instruction)}' is no instruction: {Meant(instruction)}");
        }
    }

    private static string Meant(string instruction) => NearestName.Best(instruction, Instructions) is { } nearest
        ? $"did you mean {nearest}?"
        : $"there are {string.Join(", ", Instructions.SkipLast(1))} and {Instructions[^1]}";

    private void ApplyParameter(string text, int number)
    {
        string[] words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            throw Fault(number, $"the parameter '{ModelNameGrammar.Printable(text)}' has no value");
        }

        if (Parameters.ContainsKey(words[0]))
        {
            throw Fault(number, $"there is a PARAMETER {ModelNameGrammar.Printable(words[0])} already");
        }

        Parameters[words[0]] = ModelParameters.Read(words[0], ModelParameters.FromText(words[1].Trim()));
    }

    private static TollamaException Fault(int number, string what) => new(ErrorCode.InvalidRequest, $"line {number} of the Modelfile cannot be read: {what}");
}
