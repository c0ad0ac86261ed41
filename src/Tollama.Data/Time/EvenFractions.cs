using System.Globalization;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Columns of numbers with fractions that go up in even steps, as instruments write them: 0.00, 0.02, 0.04.</summary>
internal static class EvenFractions
{
    private const int Fewest = 4;

    /// <summary>So many numbers must follow one another by one step.</summary>
    private const double LeastSingle = 0.8;

    private const decimal Tolerance = 0.01m;

    /// <summary>The numbers counted in their step; <see langword="null"/> when they have none.</summary>
    /// <param name="cells">The cells, all numbers or empty.</param>
    /// <param name="shape">What the numbers look like.</param>
    public static TimestampColumn? Read(IReadOnlyList<string> cells, NumberShape shape)
    {
        decimal?[] numbers = [.. cells.Select(Number)];
        decimal[] distinct = [.. numbers.OfType<decimal>().Distinct().Order()];
        if (!shape.HasFractions || distinct.Length < Fewest)
        {
            return null;
        }

        decimal[] steps = [.. distinct.Zip(distinct.Skip(1), (number, next) => next - number)];
        decimal step = steps.GroupBy(one => one).MaxBy(group => group.Count())!.Key;
        bool isEven = steps.Count(one => one == step) >= LeastSingle * steps.Length && Array.TrueForAll(distinct, number => Math.Abs(Math.Round(number / step) - (number / step)) <= Tolerance);
        if (!isEven)
        {
            return null;
        }

        List<int> bad = [];
        Timestamp[] values = new Timestamp[cells.Count];
        for (int row = 0; row < values.Length; row++)
        {
            if (numbers[row] is { } number)
            {
                values[row] = Timestamp.FromIndex((long)Math.Round(number / step));
            }
            else
            {
                bad.Add(row);
            }
        }

        return new TimestampColumn(
            values, NumberColumn.Position, bad, string.Create(CultureInfo.InvariantCulture, $"The numbers are counted in steps of {step}: time stamps say how many they are, so that {distinct[^1]} is {Math.Round(distinct[^1] / step)}."));
    }

    private static decimal? Number(string cell) =>
        decimal.TryParse(NumberColumn.Plain(cell).ToString().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && Math.Abs(number) < 1_000_000_000_000 ? number : null;
}
