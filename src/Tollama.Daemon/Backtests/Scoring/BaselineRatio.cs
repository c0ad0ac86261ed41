namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>Models beside the seasonal naive forecast, over the windows that it answered too.</summary>
internal sealed class BaselineRatio
{
    private readonly double?[] _skill;
    private readonly double?[] _relative;

    private BaselineRatio(double?[] skill, double?[] relative, int zeros)
    {
        _skill = skill;
        _relative = relative;
        Zeros = zeros;
    }

    /// <summary>How many series the relative error leaves out because exactly one of two errors is zero.</summary>
    internal int Zeros { get; }

    /// <summary>Compares models.</summary>
    /// <param name="cells">Their windows.</param>
    /// <param name="models">How many models there are.</param>
    /// <param name="mase">The name of the measure of which skill is.</param>
    /// <param name="mae">The name of the measure of which ratios are.</param>
    internal static BaselineRatio Of(IReadOnlyList<ScoredCell> cells, int models, string mase, string mae)
    {
        // The baseline is one model more, so that all are measured over the same windows.
        ScoredCell[] extended = [.. cells.Where(cell => cell.Baseline is not null).Select(cell => cell with { Models = [.. cell.Models, cell.Baseline!] })];
        (double?[] relative, int zeros) = Relative(PairedMeasure.Of(mae, extended, models + 1, isRoot: false), models);
        return new BaselineRatio(Skill(PairedMeasure.Of(mase, extended, models + 1, isRoot: false), models), relative, zeros);
    }

    /// <summary>1 less the ratio of a model's mean scaled error to that of the seasonal naive forecast; <see langword="null"/> where one is not defined, or the latter is zero.</summary>
    internal double? SkillOf(int model) => _skill[model];

    /// <summary>The geometric mean over series of the ratio of absolute errors. Both zero count 1; a series where exactly one is zero, for any model, is left out for all.</summary>
    internal double? RelativeOf(int model) => _relative[model];

    private static double?[] Skill(PairedMeasure? mase, int models)
    {
        double?[] skill = new double?[models];
        double baseline = mase?.MeanOf(models) ?? 0;
        for (int model = 0; model < models && baseline > 0; model++)
        {
            skill[model] = mase!.MeanOf(model) is { } own && double.IsFinite(own / baseline) ? 1 - own / baseline : null;
        }

        return skill;
    }

    private static (double?[] Relative, int Zeros) Relative(PairedMeasure? mae, int models)
    {
        double?[] relative = new double?[models];
        if (mae?.SeriesOf(models) is not { } baseline)
        {
            return (relative, 0);
        }

        double[]?[] errors = [.. Enumerable.Range(0, models).Select(mae.SeriesOf)];
        int[] used = [.. Enumerable.Range(0, baseline.Length).Where(series => errors.All(model => model is null || model[series] == 0 == (baseline[series] == 0)))];
        for (int model = 0; model < models && used.Length > 0; model++)
        {
            if (errors[model] is { } own)
            {
                double mean = Math.Exp(used.Average(series => own[series] == 0 ? 0 : Math.Log(own[series]) - Math.Log(baseline[series])));
                relative[model] = double.IsFinite(mean) ? mean : null;
            }
        }

        return (relative, baseline.Length - used.Length);
    }
}
