using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>The rows of one series by column: the target first, then the covariates.</summary>
internal sealed record SeriesRows(string Id, Timestamp[] Timestamps, string[] Names, double[][] Columns, int[]? Rows)
{
    /// <summary>For each column whether its values are places in a list of texts, which can be neither added nor averaged.</summary>
    public required bool[] AreCategories { get; init; }

    public static SeriesRows Of(RawSeries raw)
    {
        if (raw.Timestamps.Length == 0)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"Series \"{raw.Id}\" has no rows.", "Send at least two time stamps with values.");
        }

        CheckLength(raw, "target", raw.Target.Length);
        foreach ((string name, double[] values) in raw.PastCovariates)
        {
            CheckLength(raw, $"covariate \"{name}\"", values.Length);
        }

        ReadOnlySpan<Timestamp> unified = StampKinds.Unify(raw.Timestamps, yearsArePositions: false);
        Timestamp[] stamps = unified == raw.Timestamps ? raw.Timestamps : unified.ToArray();
        return new SeriesRows(raw.Id, stamps, [.. raw.PastCovariates.Keys], [raw.Target, .. raw.PastCovariates.Values], raw.Rows)
        {
            AreCategories = [false, .. raw.PastCovariates.Keys.Select(raw.Categories.ContainsKey)],
        };
    }

    public Dictionary<string, double[]> Covariates()
    {
        Dictionary<string, double[]> covariates = new(Names.Length);
        for (int index = 0; index < Names.Length; index++)
        {
            covariates[Names[index]] = Columns[index + 1];
        }

        return covariates;
    }

    /// <summary>The number of a row for messages, counted from 1.</summary>
    public string Row(int index) => (Rows?[index] ?? index + 1).ToString(CultureInfo.InvariantCulture);

    private static void CheckLength(RawSeries raw, string what, int length)
    {
        if (length != raw.Timestamps.Length)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"Series \"{raw.Id}\" has {raw.Timestamps.Length} time stamps, but its {what} has {length} values. Send one value a stamp.");
        }
    }
}
