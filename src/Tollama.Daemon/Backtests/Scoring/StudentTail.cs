namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
internal static class StudentTail
{
    /// <summary>The probability that a value is farther from 0 than <paramref name="statistic"/>: 1 less the finite sums of Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.</summary>
    /// <param name="statistic">Any number, infinity included.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    internal static double TwoSided(double statistic, int freedom)
    {
        if (double.IsInfinity(statistic))
        {
            return 0;
        }

        double angle = Math.Atan(Math.Abs(statistic) / Math.Sqrt(freedom));
        double square = Math.Cos(angle) * Math.Cos(angle);
        bool isOdd = freedom % 2 == 1;
        double term = isOdd ? Math.Cos(angle) : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int next = isOdd ? 3 : 2; next <= freedom - 2; next += 2)
        {
            term *= square * (next - 1) / next;
            sum += term;
        }

        double inside = isOdd ? 2 / Math.PI * (angle + Math.Sin(angle) * sum) : Math.Sin(angle) * sum;
        return Math.Clamp(1 - inside, 0, 1);
    }
}
