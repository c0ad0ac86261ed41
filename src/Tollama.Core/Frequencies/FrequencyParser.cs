using System.Buffers;
using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Frequencies;

/// <summary>Reads a frequency in any of the notations in use.</summary>
internal static class FrequencyParser
{
    private const int MaxLength = 64;
    private const int MaxBracketLength = 400;

    // Of shorter words each is near to each.
    private const int LeastSuggested = 3;

    /// <summary>What numbers are written with.</summary>
    public static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static Frequency? Parse(string? text)
    {
        text = text?.Trim();
        if (text is [.., ']'] && text.Length <= MaxBracketLength && text.IndexOf('[', StringComparison.Ordinal) is > 0 and int bracket)
        {
            return Bracketed(Parse(text[..bracket]), text[(bracket + 1)..^1].Trim());
        }

        if (text is null or "" or "auto" || text.Length > MaxLength)
        {
            return null;
        }

        if (FrequencyAliases.Words.TryGetValue(Word(text), out string? meaning))
        {
            return Parse(meaning);
        }

        Frequency? frequency = text[0] == 'P' ? IsoDuration.Parse(text.AsSpan(1)) : Number(text) ?? Units(text);
        return frequency?.ApproximateTicks > DateTime.MaxValue.Ticks ? null : frequency;
    }

    /// <summary>Says that a text is no frequency, and what was probably meant.</summary>
    public static string FaultOf(string? text)
    {
        string typed = text?.Trim() ?? "";
        int digits = typed.AsSpan().IndexOfAnyExcept(Digits);
        string unit = Word(typed[Math.Max(0, digits)..]);
        IEnumerable<string> known = FrequencyAliases.Words.Keys.Concat(FrequencyAliases.Units.Keys).Where(name => name.Length >= LeastSuggested);
        string? nearest = unit.Length >= LeastSuggested ? NearestName.Best(unit, known) : null;
        string help = nearest is null ? "send e.g. D, W, MS, QE, h, 15min, PT15M, monthly, or auto" : $"did you mean '{typed[..Math.Max(0, digits)]}{nearest}'?";
        return $"'{Excerpt.Of(text)}' is not a frequency; {help}";
    }

    /// <summary>Times of a week or a day of the month, behind the steps to which they belong.</summary>
    private static Frequency? Bracketed(Frequency? steps, string text) => steps switch
    {
        null or { Open: not null } or { Day: not null } or { Weeks: not null } => null,
        { Unit: FrequencyUnit.Month, Multiple: 1 } when WeekPattern.Read(text) is { } weeks => Frequency.InWeeks(weeks),
        { Unit: >= FrequencyUnit.Month } => MonthDayText.Read(text) is { } day ? steps.On(day) : null,
        { Unit: FrequencyUnit.Day, Multiple: 1 } or { Unit: FrequencyUnit.Second or FrequencyUnit.Minute or FrequencyUnit.Hour } =>
            OpenTimesText.Read(text, steps.ApproximateTicks) is { } open ? steps.At(open) : null,
        _ => null,
    };

    /// <summary>A word without case, blanks, hyphens and underscores: "Business Daily" and "business-daily" are one.</summary>
    private static string Word(string text) => new(
        [.. text.Where(letter => letter is not (' ' or '-' or '_')).Select(char.ToLowerInvariant)]);

    private static Frequency? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) && steps > 0
            ? Frequency.Create(FrequencyUnit.Index, steps)
            : null;

    /// <summary>One unit with an optional number and anchor (2W-MON), or several clock units that add up (1h30min).</summary>
    private static Frequency? Units(ReadOnlySpan<char> text)
    {
        decimal nanoseconds = 0;
        int terms = 0;
        while (!text.IsEmpty)
        {
            if (!Term(ref text, out decimal number, out ReadOnlySpan<char> name, out ReadOnlySpan<char> anchor)
                || !FrequencyAliases.Units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out FrequencyAlias? alias))
            {
                return null;
            }

            long length = FrequencyLength.Nanoseconds(alias.Unit);
            bool onlyTerm = terms++ == 0 && text.IsEmpty;
            if (onlyTerm && length == 0)
            {
                return Anchored(alias, number, anchor);
            }

            length = alias.Unit == FrequencyUnit.Day ? 24 * FrequencyLength.Nanoseconds(FrequencyUnit.Hour) : length;
            if (length == 0 || !anchor.IsEmpty)
            {
                return null;
            }

            nanoseconds += number * length;
        }

        return Clock(nanoseconds);
    }

    /// <summary>A clock duration; <see langword="null"/> when it is no whole number of nanoseconds or too long.</summary>
    public static Frequency? Clock(decimal nanoseconds) =>
        nanoseconds is > 0 and < long.MaxValue && decimal.IsInteger(nanoseconds)
        && FrequencyLength.FromNanoseconds((long)nanoseconds) is { } reduced
            ? Frequency.Create(reduced.Unit, reduced.Multiple)
            : null;

    private static bool Term(
        ref ReadOnlySpan<char> text, out decimal number, out ReadOnlySpan<char> name, out ReadOnlySpan<char> anchor)
    {
        text = text.TrimStart();
        int digits = text.IndexOfAnyExcept(Digits);
        number = 1;
        name = anchor = default;
        if (digits < 0 || (digits > 0 && !decimal.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)))
        {
            return false;
        }

        text = text[digits..].TrimStart();
        int end = 0;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        name = text[..end];
        text = text[end..];
        if (text is ['-', .. ReadOnlySpan<char> rest])
        {
            anchor = rest;
            text = default;
            return !anchor.IsEmpty && number is > 0 and < 1e15m;
        }

        return number is > 0 and < 1e15m;
    }

    private static Frequency? Anchored(FrequencyAlias alias, decimal number, ReadOnlySpan<char> anchor)
    {
        if (!decimal.IsInteger(number) || number > int.MaxValue)
        {
            return null;
        }

        if (anchor.IsEmpty)
        {
            return Frequency.Create(alias.Unit, (int)number, alias.Weekday, null, alias.Anchor);
        }

        string upper = anchor.ToString().ToUpperInvariant();
        int weekday = Array.IndexOf(FrequencyName.Weekdays, upper);
        int month = Array.IndexOf(FrequencyName.Months, upper);
        return alias.Unit switch
        {
            FrequencyUnit.Week when weekday >= 0 => Frequency.Create(alias.Unit, (int)number, (DayOfWeek)weekday),
            FrequencyUnit.Quarter or FrequencyUnit.Year when month >= 0 =>
                Frequency.Create(alias.Unit, (int)number, null, month + 1, alias.Anchor),
            FrequencyUnit.SemiMonth when upper == "15" => Frequency.Create(alias.Unit, (int)number, null, null, alias.Anchor),
            _ => null,
        };
    }
}
