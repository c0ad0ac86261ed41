using System.Runtime.InteropServices;

namespace Tollama.Core.Frequencies;

/// <summary>The weeks of the three months of a quarter in a calendar of whole weeks, as shops and factories keep it: 4-4-5, 4-5-4, 5-4-4.</summary>
/// <param name="First">The weeks of the first month.</param>
/// <param name="Second">The weeks of the second.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WeekPattern(int First, int Second)
{
    /// <summary>The weeks of a quarter.</summary>
    public const int Quarter = 13;

    /// <summary>The months of a quarter.</summary>
    internal const int Months = 3;

    /// <summary>The patterns in use.</summary>
    public static IReadOnlyList<WeekPattern> All { get; } = [new(4, 4), new(4, 5), new(5, 4)];

    /// <summary>As a frequency's name has it.</summary>
    public string Text => FormattableString.Invariant($"{First}-{Second}-{Quarter - First - Second}");

    /// <summary>The weeks from the beginning of the quarter to one of its months.</summary>
    /// <param name="month">0 to 2.</param>
    internal int WeeksTo(long month) => month == 0 ? 0 : month == 1 ? First : First + Second;

    /// <summary>Reads a pattern; <see langword="null"/> when the text is none.</summary>
    internal static WeekPattern? Read(string text)
    {
        foreach (WeekPattern pattern in All)
        {
            if (pattern.Text == text)
            {
                return pattern;
            }
        }

        return null;
    }
}
