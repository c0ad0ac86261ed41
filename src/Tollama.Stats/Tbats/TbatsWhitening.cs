using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>What remains of correlated errors when earlier ones are taken into account: the innovations of an ARMA process.</summary>
internal static class TbatsWhitening
{
    /// <summary>Replaces errors by innovations, those before the first being 0.</summary>
    public static void Apply(ReadOnlySpan<double> ar, ReadOnlySpan<double> ma, Span<double> errors, Span<double> innovations, WorkMeter meter)
    {
        for (int index = 0; index < errors.Length; index++)
        {
            meter.Spend(4 + ar.Length + ma.Length);
            double innovation = errors[index];
            for (int lag = Math.Min(index, ar.Length); lag > 0; lag--)
            {
                innovation -= ar[lag - 1] * errors[index - lag];
            }

            for (int lag = Math.Min(index, ma.Length); lag > 0; lag--)
            {
                innovation -= ma[lag - 1] * innovations[index - lag];
            }

            innovations[index] = innovation;
        }
    }
}
