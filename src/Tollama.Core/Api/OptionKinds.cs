namespace Tollama.Core.Api;

/// <summary>The kinds of a <see cref="ModelOption"/>.</summary>
public static class OptionKinds
{
    /// <summary>A whole number in a range.</summary>
    public const string Integer = "integer";

    /// <summary>A whole number in a range, or a list of such numbers.</summary>
    public const string Integers = "integers";

    /// <summary>A number in a range.</summary>
    public const string Number = "number";

    /// <summary>A number in a range; true or <c>auto</c> to have one found, false for none.</summary>
    public const string NumberOrAutomatic = "number_or_automatic";

    /// <summary>True or false.</summary>
    public const string Boolean = "boolean";

    /// <summary>One of several words.</summary>
    public const string Choice = "choice";

    /// <summary>A text that the model judges.</summary>
    public const string Text = "text";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Integer, Integers, Number, NumberOrAutomatic, Boolean, Choice, Text];
}
