namespace Tollama.Cli.Running;

/// <summary>Where the input of a verb comes from, and what a command line with an input looks like, for hints.</summary>
internal sealed record InputSource
{
    /// <summary>Files and patterns, or <c>-</c> for standard input; none when none was named.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>A table that is taken instead of an input; <see langword="null"/> for none.</summary>
    public byte[]? Table { get; init; }

    /// <summary>What stands before the input: <c>tollama run</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The first argument of a verb that names models before its input; <see langword="null"/> for a verb without.</summary>
    public string? Model { get; init; }

    /// <summary>What is usual behind the input, with a blank before it; nothing by default.</summary>
    public string Rest { get; init; } = "";

    /// <summary>What the input is for, as the end of a sentence.</summary>
    public string Purpose { get; init; } = "to forecast";

    /// <summary>The command line with an input.</summary>
    /// <param name="input">The input: <c>sales.csv</c>.</param>
    /// <param name="model">The model before it; what was typed by default.</param>
    public string With(string input, string? model = null) => Model is null ? $"{Command} {input}" : $"{Command} {model ?? Model} {input}";
}
