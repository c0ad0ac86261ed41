namespace Tollama.Stats;

/// <summary>Tells what the network answered to the questions of a <see cref="PlannedVoice"/>.</summary>
internal sealed class AnsweredVoice : NetworkVoice
{
    private readonly int _horizon;
    private readonly Dictionary<(int Length, int Steps), NetworkAnswer> _answers = [];

    /// <summary>Keeps the answers, in the order of the questions; the contexts are not kept.</summary>
    public AnsweredVoice(NetworkSession session, NetworkSeriesKind kind, int horizon, IReadOnlyList<NetworkRow> rows, ReadOnlySpan<NetworkAnswer> answers)
        : base(session, kind)
    {
        _horizon = horizon;
        for (int index = 0; index < rows.Count; index++)
        {
            _answers[(rows[index].Length, rows[index].Steps)] = answers[index];
        }
    }

    /// <inheritdoc />
    public override NetworkAnswer Ask(History past, int steps) =>
        _answers.TryGetValue((past.Values.Length, steps), out NetworkAnswer answer) ? answer : new NetworkAnswer(null, "it was not asked about this part of the series");

    /// <inheritdoc />
    public override int KnownHorizon => _horizon;

    /// <inheritdoc />
    public override string? FaultOf(History history) => Ask(history, _horizon).Fault;
}
