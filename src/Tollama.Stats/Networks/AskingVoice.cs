namespace Tollama.Stats;

/// <summary>Asks the network at once: for one series in the library.</summary>
internal sealed class AskingVoice(NetworkSession session, NetworkSeriesKind kind) : NetworkVoice(session, kind)
{
    /// <inheritdoc />
    public override NetworkAnswer Ask(History past, int steps) => Session.Ask([RowOf(past, steps)])[0];
}
