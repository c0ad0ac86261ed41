using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Fits the members of an ensemble.</summary>
internal static class EnsembleFit
{
    /// <summary>Fits every member; those that fail are left out, and a warning says so.</summary>
    /// <param name="history">The history.</param>
    /// <param name="members">The members, at least one.</param>
    /// <param name="warnings">Receives a sentence for each member that failed.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The fitted members, the largest weight first, weights adding up to 1; none when all failed.</returns>
    public static IReadOnlyList<FittedMember> Fit(
        History history, IReadOnlyList<EnsembleMember> members, List<string> warnings, CancellationToken cancellationToken)
    {
        List<FittedMember> fitted = [];
        foreach (EnsembleMember member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                fitted.Add(new FittedMember(member.Model.Name, member.Model.FitCore(history.For(member.Model), cancellationToken), member.Weight));
            }
            catch (Exception error) when (error is TollamaException or ArithmeticException)
            {
                warnings.Add($"{member.Model.Name} left out: {error.Message}");
            }
        }

        double sum = fitted.Sum(member => member.Weight);
        return [.. fitted.Select(member => member with { Weight = member.Weight / sum }).OrderByDescending(member => member.Weight)];
    }

    /// <summary>The members and their weights for people: <c>0.60 ETS(M,A,M) + 0.40 theta, no season</c>.</summary>
    public static string Describe(IReadOnlyList<FittedMember> members) => string.Join(
        " + ",
        members.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Weight:0.00} {member.Predictor.Method}")));
}
