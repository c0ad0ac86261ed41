using System.Globalization;
using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>Prints scores as a Markdown table, R's results below ours.</summary>
internal static class ScoreTable
{
    public static string Render(string data, string group, IEnumerable<(string Model, GroupScore Score)> ours)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n### {data}, {group}\n\n");
        text.Append("| method | series | sMAPE | pooled | MASE | MAPE | RMSSE | MSIS95 | Cov95 | Cov80 | CRPS | ms |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach ((string model, GroupScore score) in ours)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {model} | {score.Count} | {score.Smape:F2} | {score.PooledSmape:F2} | {score.Mase:F3} | {score.Mape:F2} | {score.Rmsse:F3} | {score.Msis:F2} | {score.Coverage:F3} | {score.Coverage80:F3} | {score.Crps:F4} | {score.Milliseconds:F2} |\n");
        }

        foreach (RResults row in RResults.All.Where(row => row.Data == data && row.Group == group))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| *{row.Method}* | {row.Count} | {row.Smape} | | {row.Mase} | {row.Mape} | {row.Rmsse} | {row.Msis} | {row.Coverage} | | | |\n");
        }

        return text.ToString();
    }
}
