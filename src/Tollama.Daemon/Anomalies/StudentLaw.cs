namespace Tollama.Daemon.Anomalies;

/// <summary>The size of a number with Student's law: how likely it is to be below a limit, and its density.</summary>
/// <remarks>Closed forms for 3 and for an even number of degrees of freedom: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.</remarks>
/// <param name="Freedom">Degrees of freedom: 3 or an even number.</param>
/// <param name="AtZero">The density of the law itself at 0.</param>
internal sealed record StudentLaw(int Freedom, double AtZero)
{
    /// <summary>From heavy tails to nearly the normal law.</summary>
    internal static IReadOnlyList<StudentLaw> All { get; } =
        [new(3, 0.367553), new(4, 0.375), new(6, 0.382733), new(10, 0.389108), new(100, 0.397946)];

    /// <summary>How likely a number's size is to be at most <paramref name="limit"/>.</summary>
    internal double Below(double limit)
    {
        double angle = Math.Atan(limit / Math.Sqrt(Freedom));
        (double sine, double cosine) = Math.SinCos(angle);
        if (Freedom == 3)
        {
            return 2 / Math.PI * (angle + (sine * cosine));
        }

        double sum = 1, term = 1;
        for (int order = 2; order <= Freedom - 2; order += 2)
        {
            term *= cosine * cosine * (order - 1) / order;
            sum += term;
        }

        return sine * sum;
    }

    /// <summary>The logarithm of the density of a number's size.</summary>
    internal double LogDensity(double size) => Math.Log(2 * AtZero) - (0.5 * (Freedom + 1) * Math.Log(1 + (size * size / Freedom)));
}
