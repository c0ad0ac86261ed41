using System.Numerics;
using CsCheck;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsAdmissibilityTests
{
    private const double Doubtful = 1e-6;

    [Fact]
    public void It_says_whether_the_largest_root_lies_within_the_unit_circle() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0.8, 0.98], Gen.Int[2, 13]).ForAll(
            (alpha, betaShare, gamma, phi, m) =>
            {
                double beta = alpha * betaShare;
                double largest = LargestRoot(alpha, beta, gamma, phi, m);
                if (Math.Abs(largest - 1) > Doubtful)
                {
                    EtsAdmissibility.IsAdmissible(alpha, beta, gamma, phi, m).ShouldBe(largest < 1);
                }
            });

    [Fact]
    public void Without_a_trend_the_usual_region_is_admissible() =>
        Gen.Select(Gen.Double[1e-4, 0.9999], Gen.Double[0, 1], Gen.Int[2, 24]).ForAll((alpha, share, m) =>
            EtsAdmissibility.IsAdmissible(alpha, 0, 1e-4 + (share * (1 - alpha - 1e-4)), 1, m).ShouldBeTrue());

    [Fact]
    public void A_restless_trend_beside_a_season_is_not_admissible() =>
        EtsAdmissibility.IsAdmissible(0.5, 0.5, 0.45, 1, 12).ShouldBe(LargestRoot(0.5, 0.5, 0.45, 1, 12) < 1);

    // Durand and Kerner's simultaneous iteration.
    private static double LargestRoot(double alpha, double beta, double gamma, double phi, int m)
    {
        double[] p = new double[m + 2];
        Array.Fill(p, alpha + beta - (alpha * phi), 2, m - 2);
        p[0] = phi * (1 - alpha - gamma);
        p[1] = alpha + beta - (alpha * phi) + gamma - 1;
        p[m] = m == 1 ? 0 : alpha + beta - phi;
        p[m + 1] = 1;
        Complex[] roots = [.. Enumerable.Range(0, m + 1).Select(index => Complex.Pow(new Complex(0.4, 0.9), index))];
        for (int round = 0; round < 3000; round++)
        {
            for (int root = 0; root < roots.Length; root++)
            {
                Complex value = Complex.One, others = Complex.One;
                for (int power = m; power >= 0; power--)
                {
                    value = (value * roots[root]) + p[power];
                }

                for (int other = 0; other < roots.Length; other++)
                {
                    others *= other == root ? 1 : roots[root] - roots[other];
                }

                roots[root] -= value / others;
            }
        }

        return roots.Max(root => root.Magnitude);
    }
}
