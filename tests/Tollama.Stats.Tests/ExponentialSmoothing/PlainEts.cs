namespace Tollama.Stats.Tests.ExponentialSmoothing;

/// <summary>Exponential smoothing as straightforward as tables 2.2 and 2.3 of Hyndman, Koehler, Ord and Snyder (2008) have it, as a check.</summary>
internal static class PlainEts
{
    /// <summary>The log-likelihood as R reports it; parameters by <see cref="EtsParameters"/> with beta and gamma themselves.</summary>
    public static double LogLikelihood(EtsForm form, double[] y, int m, double[] p, double[] season)
    {
        double l = p[EtsParameters.Level], b = p[EtsParameters.Slope], phi = form.Damped ? p[EtsParameters.Phi] : 1;
        double alpha = p[EtsParameters.Alpha], beta = p[EtsParameters.Beta], gamma = p[EtsParameters.Gamma];
        double squares = 0, logs = 0;
        double[] s = [.. season];
        for (int t = 0; t < y.Length; t++)
        {
            double growth = form.Trend switch
            {
                EtsComponent.None => 0,
                EtsComponent.Additive => phi * b,
                _ => Math.Pow(b, phi),
            };
            double q = form.Trend switch
            {
                EtsComponent.None => l,
                EtsComponent.Additive => l + growth,
                _ => l * growth,
            };
            double old = s[t % m];
            double f = form.Season switch
            {
                EtsComponent.None => q,
                EtsComponent.Additive => q + old,
                _ => q * old,
            };
            double e = form.Error == EtsComponent.Additive ? y[t] - f : (y[t] - f) / f;
            double raw = form.Error == EtsComponent.Additive ? e : e * f;
            squares += e * e;
            logs += form.Error == EtsComponent.Additive ? 0 : Math.Log(f);
            double byLevel = form.Season == EtsComponent.Multiplicative ? raw / old : raw;
            if (form.Trend != EtsComponent.None)
            {
                b = growth + (beta * (form.Trend == EtsComponent.Multiplicative ? byLevel / l : byLevel));
            }

            l = q + (alpha * byLevel);
            if (form.HasSeason)
            {
                s[t % m] = old + (gamma * (form.Season == EtsComponent.Multiplicative ? raw / q : raw));
            }
        }

        return (-0.5 * y.Length * Math.Log(squares)) - logs;
    }

    /// <summary>A series drawn from a form with relative or absolute errors of a size.</summary>
    public static double[] Simulate(EtsForm form, int length, double[] p, double[] season, double sigma, int seed)
    {
        double l = p[EtsParameters.Level], b = p[EtsParameters.Slope], phi = form.Damped ? p[EtsParameters.Phi] : 1;
        double[] y = new double[length], s = [.. season];
        Random random = new(seed);
        for (int t = 0; t < length; t++)
        {
            double e = sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double growth = form.Trend == EtsComponent.Multiplicative ? Math.Pow(b, phi) : phi * b;
            double q = form.Trend == EtsComponent.Multiplicative ? l * growth : form.HasTrend ? l + growth : l;
            double old = form.HasSeason ? s[t % s.Length] : 0;
            double f = form.Season == EtsComponent.Multiplicative ? q * old : q + old;
            double raw = form.Error == EtsComponent.Multiplicative ? f * e : e;
            y[t] = f + raw;
            double byLevel = form.Season == EtsComponent.Multiplicative ? raw / old : raw;
            b = growth + (p[EtsParameters.Beta] * (form.Trend == EtsComponent.Multiplicative ? byLevel / l : byLevel));
            l = q + (p[EtsParameters.Alpha] * byLevel);
            if (form.HasSeason)
            {
                s[t % s.Length] = old + (p[EtsParameters.Gamma] * (form.Season == EtsComponent.Multiplicative ? raw / q : raw));
            }
        }

        return y;
    }
}
