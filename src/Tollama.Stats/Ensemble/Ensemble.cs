namespace Tollama.Stats;

/// <summary>The mean of several methods: of their means, and of their quantiles level by level.</summary>
/// <remarks>
/// <see cref="Auto"/> without its choice of methods: a method that fails, or whose forecast leaves the range that the history makes
/// plausible, is left out; if none remains, the last value is the forecast. Intervals are widened as those of <see cref="Auto"/>.
/// </remarks>
public sealed class Ensemble : UnivariateModel
{
    private readonly IReadOnlyList<UnivariateModel> _members;
    private readonly Recipe _recipe;

    /// <summary>Combines some methods.</summary>
    /// <param name="members">The methods, at least one; all count the same.</param>
    public Ensemble(params IReadOnlyList<UnivariateModel> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count, nameof(members));
        _members = [.. members];
        _recipe = new Recipe([.. _members.Select(member => new EnsembleMember(member))], Weights: null, Why: Name);
    }

    /// <inheritdoc />
    public override string Name => "ensemble";

    /// <inheritdoc />
    protected internal override int SeasonsNeeded => _members.Min(member => member.SeasonsNeeded);

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => _members.Any(member => member.UsesManySeasons);

    /// <inheritdoc />
    protected internal override bool FindsSeasons => _members.Any(member => member.FindsSeasons);

    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign)
    {
        LevelUse[] uses = [.. _members.Select(member => member.UseOfLevel(hasSeason, keepsSign)).Distinct()];
        return uses is [LevelUse single] ? single : uses.Contains(LevelUse.Kept) ? LevelUse.Kept : LevelUse.TakenOffWhenFar;
    }

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken) =>
        EnsembleFit.Combine(history, _recipe, network: null, cancellationToken);
}
