using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables;

/// <summary>The errors of a table, in words.</summary>
internal static class TableError
{
    /// <summary>At most so many faults are listed.</summary>
    public const int MaxFaults = 20;

    private const int MaxInputLength = 60;

    public static TollamaException Invalid(string message, string? hint = null, IReadOnlyList<Fault>? faults = null) =>
        new(ErrorCode.InvalidTable, message, hint, faults);

    public static TollamaException TooManyBytes(long limit) =>
        new(ErrorCode.BodyTooLarge, $"The table is larger than {limit} bytes.", "Split it by series, or raise the limit.");

    public static TollamaException TooMany(string what, long limit) =>
        Invalid($"The table has more than {limit} {what}.", "Split it by series, or raise the limit.");

    public static TollamaException TooManyInFiles(string what, long limit) =>
        Invalid($"The files together have more than {limit} {what}.", "Send fewer files at once, or raise the limit.");

    /// <summary>The same error with the name of the file that it is in.</summary>
    public static TollamaException InFile(string name, TollamaException error) => new(
        error.Code,
        $"file '{name}': {error.Message}",
        error.Hint,
        [.. error.Faults.Select(fault => fault with { Msg = $"file '{name}': {fault.Msg}" })],
        error.InnerException)
    {
        IsHintPrivate = error.IsHintPrivate,
        RetryAfter = error.RetryAfter,
    };

    /// <summary>A fault of one cell, or of a whole row when <paramref name="column"/> is <see langword="null"/>.</summary>
    public static Fault At(string type, int line, string? column, string problem, string? input, string rowName = "line")
    {
        string number = line.ToString(CultureInfo.InvariantCulture);
        return new Fault
        {
            Type = type,
            Loc = column is null ? ["table", number] : ["table", number, column],
            Msg = column is null ? $"{rowName} {number}: {problem}" : $"{rowName} {number}, column '{column}': {problem}",
            Input = input is null ? null : Shorten(input),
        };
    }

    public static string Shorten(string text) => Excerpt.Of(text, MaxInputLength);
}
