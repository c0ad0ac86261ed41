namespace Tollama.Stats;

/// <summary>Takes down what the combination of a series will ask the network.</summary>
/// <param name="session">The network.</param>
/// <param name="kind">What is known of the steps of the series.</param>
/// <param name="horizon">How many steps are forecast.</param>
internal sealed class PlannedVoice(NetworkSession session, NetworkSeriesKind kind, int horizon) : NetworkVoice(session, kind)
{
    private readonly List<NetworkRow> _rows = [];

    /// <summary>The questions so far; none when the network does not count.</summary>
    public IReadOnlyList<NetworkRow> Rows => _rows;

    /// <summary>Takes down the questions of a combination: what follows the history, and what followed at the origins that the widths rest on.</summary>
    public void Plan(History history, Recipe recipe)
    {
        _rows.Add(RowOf(history, horizon));
        if (recipe.Weights is { } origins && IntervalCalibration.AsksOrigins(history))
        {
            _rows.AddRange(RollingOriginWeights.LengthsOf(history, origins).Select(length => RowOf(history.Prefix(length), origins.Steps)));
        }
    }

    /// <summary>The voice that tells what the network answered.</summary>
    /// <param name="answers">An answer to each of <see cref="Rows"/>.</param>
    public AnsweredVoice Answered(ReadOnlySpan<NetworkAnswer> answers) => new(Session, Kind, horizon, _rows, answers);

    /// <inheritdoc />
    public override NetworkAnswer Ask(History past, int steps) => throw new InvalidOperationException("The network is asked when all questions are known.");
}
