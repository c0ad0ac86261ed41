namespace Tollama.Stats;

/// <summary>What a recursion begins with.</summary>
internal static class EtsStart
{
    /// <summary>The figures of the season: those that are parameters, and the last so that they add up to 0 or average 1.</summary>
    public static void Season(EtsWorkspace work, EtsComponent kind)
    {
        if (kind == EtsComponent.None)
        {
            return;
        }

        int length = work.SeasonLength;
        ReadOnlySpan<double> free = work.Parameters.AsSpan(EtsParameters.Season, length - 1);
        free.CopyTo(work.Season);
        double last = kind == EtsComponent.Multiplicative ? length : 0;
        foreach (double figure in free)
        {
            last -= figure;
        }

        work.Season[length - 1] = last;
    }

    /// <summary>The derivatives of the initial states by the parameters.</summary>
    public static void Derivatives(EtsWorkspace work, EtsComponent trend, EtsComponent season)
    {
        int stride = work.Stride;
        work.LevelDerivatives.AsSpan(0, stride).Clear();
        work.LevelDerivatives[EtsParameters.Level] = 1;
        work.SlopeDerivatives.AsSpan(0, stride).Clear();
        work.SlopeDerivatives[EtsParameters.Slope] = trend == EtsComponent.None ? 0 : 1;
        work.LogDerivatives.AsSpan(0, stride).Clear();
        if (season == EtsComponent.None)
        {
            return;
        }

        int length = work.SeasonLength;
        Span<double> rows = work.SeasonDerivatives.AsSpan(0, length * stride);
        rows.Clear();
        for (int figure = 0; figure < length - 1; figure++)
        {
            rows[(figure * stride) + EtsParameters.Season + figure] = 1;
        }

        rows.Slice(((length - 1) * stride) + EtsParameters.Season, length - 1).Fill(-1);
    }
}
