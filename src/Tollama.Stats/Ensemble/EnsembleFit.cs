using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fits the members of an ensemble.</summary>
internal static class EnsembleFit
{
    private const double Negligible = 1e-3;
    private const double Hopeless = 4;

    // Logarithms and roots bend what is straight: where errors are less than a hundredth of the series' own deviations, those at one step grow over the next.
    private const double HopelessBend = 2;
    private const double Quiet = 0.01;
    private const double Rounding = 1e-9;
    private const double OneStandardError = 0.8413;

    /// <summary>Fits every member and combines them; the last value of the history goes on when all of them fail.</summary>
    /// <param name="history">The history.</param>
    /// <param name="recipe">The members and how they are weighed.</param>
    /// <param name="network">A network that takes part beside the members; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static Predictor Combine(History history, Recipe recipe, NetworkPart? network, CancellationToken cancellationToken)
    {
        List<string> warnings = [];
        IReadOnlyList<FittedMember> members = Fit(history, recipe, warnings, out RollingOriginWeights? earlier, cancellationToken);
        if (members.Count == 0)
        {
            return LagWalk.Fit(history, lag: 1, "naive: no method could be fitted");
        }

        WorkMeter meter = new(cancellationToken);
        if (network?.Voice.FaultOf(history) is { } fault)
        {
            warnings.Add($"{network.Voice.Name} left out: {fault}");
            network = null;
        }

        if (network is not null && IntervalCalibration.AsksOrigins(history))
        {
            // Widths are measured around the forecast as it is told: with the network in it.
            earlier = earlier?.With(network, history, recipe.Weights!);
        }

        IntervalWidth width = IntervalCalibration.For(history, earlier, meter);
        bool isWeighed = earlier?.Weights.AsSpan().ContainsAnyExcept(earlier.Weights[0]) == true;
        EnsemblePredictor combined = new(members, new SaneRange(history.Values), width, history.Values[^1], new SaneWidth(history.Values))
        {
            Fitted = EnsemblePredictor.Combine(members, history.Values.Length, meter),
            Method = $"{recipe.Why}: {Describe(members)}{(isWeighed ? ", weighed by errors at earlier origins" : "")}",
            Warnings = warnings,
            Parameters = [.. members.GroupBy(member => member.ParameterName).Select(same => new FittedParameter(same.Key, same.Sum(member => member.Weight)))],
        };
        return network is null ? combined : new NetworkPredictor(combined, history, network);
    }

    /// <summary>Fits every member; those that fail are left out, and a warning says so.</summary>
    /// <param name="history">The history.</param>
    /// <param name="recipe">The members and how they are weighed.</param>
    /// <param name="warnings">Receives a sentence for each member that failed.</param>
    /// <param name="earlier">Receives what was forecast at earlier origins and the weights from it; <see langword="null"/> where the recipe asks for none.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fitted members, the largest weight first, weights adding up to 1; none when all failed.</returns>
    public static IReadOnlyList<FittedMember> Fit(History history, Recipe recipe, List<string> warnings, out RollingOriginWeights? earlier, CancellationToken cancellationToken)
    {
        earlier = null;
        double[] weights = [.. recipe.Members.Select(member => member.Prior)];
        if (recipe.Weights is RollingOrigins origins)
        {
            earlier = RollingOriginWeights.Of(history, recipe, origins, cancellationToken);
            weights = [.. weights.Zip(earlier.Weights, (prior, weight) => prior * weight)];
        }

        double largest = weights.Max();
        List<FittedMember> fitted = [];
        for (int index = 0; index < weights.Length; index++)
        {
            EnsembleMember member = recipe.Members[index];
            cancellationToken.ThrowIfCancellationRequested();
            if (weights[index] == 0)
            {
                warnings.Add($"{member.Model.Name} left out: it failed at an earlier origin");
            }

            if (weights[index] < Negligible * largest)
            {
                continue;
            }

            try
            {
                Predictor predictor = member.Fit(history, recipe.MemberTime, cancellationToken);
                fitted.Add(new FittedMember(member.Label ?? predictor.Method.Split(", ")[0], predictor, weights[index], member.Reach));
            }
            catch (TollamaException error)
            {
                warnings.Add($"{member.Model.Name} left out: {error.Message}");
            }
        }

        fitted = recipe.DropsHopeless ? WithoutHopeless(fitted, history, new WorkMeter(cancellationToken)) : fitted;
        double sum = fitted.Sum(member => member.Weight);
        return [.. fitted.Select(member => member with { Weight = member.Weight / sum }).OrderByDescending(member => member.Weight)];
    }

    // Where one method follows the series closely, and another is far off at every step or was so at first and has its doubts since, the mean of both is far off:
    // lines, exact seasons. On series with noise nothing is left out.
    private static List<FittedMember> WithoutHopeless(List<FittedMember> members, History history, WorkMeter meter)
    {
        meter.Spend(4L * members.Count * history.Values.Length);
        double[] errors = [.. members.Select(member => LateError(member.Predictor.Fitted, history))];
        double least = errors.DefaultIfEmpty(0).Min();
        double rounding = Rounding * Magnitude.Of(history.Values);
        if (!(least < Quiet * Spread(history.Values)))
        {
            return [.. members.Where((_, index) => errors[index] <= (Hopeless * least) + rounding)];
        }

        // The method that follows closest may doubt itself most: where its errors leave nobody, the least doubts do.
        double[] doubts = [.. members.Select((member, index) => Math.Max(errors[index], StandardError(member.Predictor)))];
        List<FittedMember> kept = Within(least);
        return kept.Count > 0 ? kept : Within(doubts.DefaultIfEmpty(0).Min());

        List<FittedMember> Within(double best) => [.. members.Where((member, index) =>
            doubts[index] <= ((member.Predictor is BoxCoxPredictor ? HopelessBend : Hopeless) * best) + rounding)];
    }

    private static double Spread(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    // As the interval of the first step has it.
    private static double StandardError(Predictor predictor)
    {
        Prediction next = predictor.Predict(1, CancellationToken.None);
        double half = next.Quantiles(OneStandardError)[0] - next.Mean[0];
        return double.IsNaN(half) ? double.PositiveInfinity : Math.Max(0, half);
    }

    // Over the second half, when every method has begun to follow.
    private static double LateError(double[] fitted, History history)
    {
        double sum = 0;
        int count = 0;
        for (int index = fitted.Length / 2; index < fitted.Length; index++)
        {
            double error = history.Values[index] - fitted[index];
            if (history.Observed[index] && !double.IsNaN(error))
            {
                sum += error * error;
                count++;
            }
        }

        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }

    /// <summary>The members and their weights for people: <c>mean of ETS(M,A,M), dotm</c>, or <c>0.60 drift + 0.40 dotm</c>.</summary>
    public static string Describe(IReadOnlyList<FittedMember> members) => members is [FittedMember only] ? only.Name : members.All(member => member.Weight == members[0].Weight)
        ? $"mean of {string.Join(", ", members.Select(member => member.Name))}"
        : string.Join(" + ", members.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Weight:0.00} {member.Name}")));
}
