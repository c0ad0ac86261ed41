namespace Tollama.Stats;

/// <summary>A form at the end of a history: all that its future depends on.</summary>
/// <param name="Form">The form.</param>
/// <param name="Alpha">The share of the error that moves the level.</param>
/// <param name="Beta">The share of the error that moves the slope; 0 without one.</param>
/// <param name="Gamma">The share of the error that moves the season; 0 without one.</param>
/// <param name="Phi">The damping of the slope; 1 for none.</param>
/// <param name="Level">The level after the last value.</param>
/// <param name="Slope">The slope after the last value; 0 without a trend.</param>
/// <param name="Season">The season's figures, that of the next step first; empty without a season.</param>
/// <param name="Variance">The variance of the errors, relative ones when they are multiplicative.</param>
internal sealed record EtsState(
    EtsForm Form, double Alpha, double Beta, double Gamma, double Phi, double Level, double Slope, double[] Season, double Variance)
{
    /// <summary>Reads the state that a run left in a workspace.</summary>
    public static EtsState After(EtsWorkspace work, EtsForm form, double variance)
    {
        double[] season = form.HasSeason ? new double[work.SeasonLength] : [];
        for (int step = 0; step < season.Length; step++)
        {
            season[step] = work.Season[(work.Values.Length + step) % season.Length];
        }

        double[] parameters = work.Parameters;
        return new EtsState(
            form,
            parameters[EtsParameters.Alpha],
            parameters[EtsParameters.Beta],
            parameters[EtsParameters.Gamma],
            parameters[EtsParameters.Phi],
            work.Level,
            work.Slope,
            season,
            variance);
    }

    /// <summary>The figure of the season at a step, counted from 1, as it is known now.</summary>
    public double Figure(int step) => Season.Length > 0 ? Season[(step - 1) % Season.Length] : Form.Season == EtsComponent.Multiplicative ? 1 : 0;

    /// <summary>The level with its trend at each step, and the forecast with the season on it, both without further errors.</summary>
    public (double[] Trend, double[] Mean) Path(int horizon)
    {
        double[] trend = new double[horizon], mean = new double[horizon];
        double level = Level, slope = Slope;
        for (int index = 0; index < horizon; index++)
        {
            if (Form.Trend == EtsComponent.Multiplicative)
            {
                slope = Phi == 1 ? slope : Math.Pow(slope, Phi);
                level *= slope;
            }
            else
            {
                slope *= Phi;
                level += slope;
            }

            trend[index] = level;
            mean[index] = Form.Season == EtsComponent.Multiplicative ? level * Figure(index + 1) : level + Figure(index + 1);
        }

        return (trend, mean);
    }
}
