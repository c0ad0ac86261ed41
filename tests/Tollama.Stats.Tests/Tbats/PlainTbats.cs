namespace Tollama.Stats.Tests.Tbats;

/// <summary>The equations of De Livera, Hyndman and Snyder (2011), section 2.2, written down as they stand.</summary>
internal static class PlainTbats
{
    /// <summary>The innovations of a series.</summary>
    /// <param name="values">The series.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="initial">Initial states: waves, conjugates, level, slope.</param>
    public static double[] Innovations(double[] values, TbatsParameters parameters, double[] initial)
    {
        TbatsHarmonics harmonics = parameters.Form.Harmonics;
        int waves = harmonics.Count, width = harmonics.Width;
        double[] wave = initial[..waves], conjugate = initial[width..(width + waves)];
        double level = initial[2 * width], slope = initial[(2 * width) + 1];
        double[] errors = new double[values.Length], innovations = new double[values.Length];
        for (int time = 0; time < values.Length; time++)
        {
            double error = values[time] - level - (parameters.Phi * slope) - wave.Sum();
            errors[time] = error;
            innovations[time] = error;
            for (int lag = 1; lag <= Math.Min(time, parameters.Ar.Length); lag++)
            {
                innovations[time] -= parameters.Ar[lag - 1] * errors[time - lag];
            }

            for (int lag = 1; lag <= Math.Min(time, parameters.Ma.Length); lag++)
            {
                innovations[time] -= parameters.Ma[lag - 1] * innovations[time - lag];
            }

            level = level + (parameters.Phi * slope) + (parameters.Alpha * error);
            slope = (parameters.Phi * slope) + (parameters.Beta * error);
            for (int index = 0; index < waves; index++)
            {
                double angle = Math.Atan2(harmonics.Sines[index], harmonics.Cosines[index]);
                double old = wave[index];
                wave[index] = (old * Math.Cos(angle)) + (conjugate[index] * Math.Sin(angle)) + (parameters.FirstGains[index] * error);
                conjugate[index] = (-old * Math.Sin(angle)) + (conjugate[index] * Math.Cos(angle)) + (parameters.SecondGains[index] * error);
            }
        }

        return innovations;
    }
}
