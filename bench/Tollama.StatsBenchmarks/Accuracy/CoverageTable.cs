using System.Globalization;
using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>Prints how often intervals held, by the length of the history.</summary>
internal sealed class CoverageTable
{
    private static readonly int[] Bounds = [40, 100, 300];

    private readonly StringBuilder _rows = new();

    /// <summary>The rows that were added; empty when there is none.</summary>
    public string Text => _rows.Length == 0
        ? ""
        : "\n### Coverage by length of the history\n\n| data | model | values | series | Cov95 | Cov80 | MSIS95 |\n|---|---|---|---|---|---|---|\n" + _rows;

    /// <summary>Adds a row for each class of lengths that a model met.</summary>
    public void Add(string data, string model, IEnumerable<SeriesScore> scores)
    {
        foreach (IGrouping<int, SeriesScore> lengths in scores.GroupBy(score => Bounds.Count(bound => score.Length >= bound)).OrderBy(lengths => lengths.Key))
        {
            string values = lengths.Key == 0 ? $"below {Bounds[0]}" : lengths.Key == Bounds.Length ? $"from {Bounds[^1]}" : $"{Bounds[lengths.Key - 1]} to {Bounds[lengths.Key] - 1}";
            GroupScore score = GroupScore.Of([.. lengths], TimeSpan.Zero);
            _rows.Append(
                CultureInfo.InvariantCulture,
                $"| {data} | {model} | {values} | {score.Count} | {score.Coverage:F3} | {score.Coverage80:F3} | {score.Msis:F2} |\n");
        }
    }
}
