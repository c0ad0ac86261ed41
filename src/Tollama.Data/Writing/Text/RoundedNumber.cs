namespace Tollama.Data.Writing.Text;

/// <summary>A number with as many digits as say something.</summary>
internal static class RoundedNumber
{
    /// <summary>No number is rounded to fewer digits than this.</summary>
    private const int LeastDigits = 4;

    private const int MostDecimals = 15;

    private static readonly string[] Formats = [.. Enumerable.Range(0, MostDecimals + 1).Select(decimals => decimals == 0 ? "0" : "0." + new string('#', decimals))];

    /// <summary>The format of .NET that writes it: one digit more behind the mark than the values have that it was made of, but never fewer than four that count.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">How many digits the values have behind the mark.</param>
    public static string FormatOf(double number, int decimals)
    {
        double size = Math.Abs(number);
        if (!double.IsFinite(number) || size >= 1e15 || (size > 0 && size < 1e-10))
        {
            return "";
        }

        int needed = size == 0 ? 0 : LeastDigits - 1 - (int)Math.Floor(Math.Log10(size));
        return Formats[Math.Clamp(Math.Max(decimals + 1, needed), 0, MostDecimals)];
    }
}
