namespace Tollama.Stats;

/// <summary>A network as the combination of one series hears it.</summary>
/// <remarks>
/// Many series are asked about at once, so a series is gone through twice: a <see cref="PlannedVoice"/> takes down what the combination will ask, and when the network
/// has answered for all series, an <see cref="AnsweredVoice"/> tells it. In the library an <see cref="AskingVoice"/> asks at once.
/// </remarks>
internal abstract class NetworkVoice(NetworkSession session, NetworkSeriesKind kind)
{
    /// <summary>What forecasts call the network.</summary>
    public string Name => session.Name;

    /// <summary>That it cannot be loaded, for people; <see langword="null"/> when it can, or nobody had a use for it.</summary>
    public string? LoadWarning => session.LoadWarning;

    /// <summary>Whether it would have been heard if it could be loaded; known after <see cref="ShareOf"/>.</summary>
    public bool IsSilenced { get; private set; }

    /// <summary>The network.</summary>
    protected NetworkSession Session => session;

    /// <summary>What is known of the steps of the series.</summary>
    protected NetworkSeriesKind Kind => kind;

    /// <summary>Its share in the combination of a history; <see langword="null"/> for none. Loads the network if it may have one.</summary>
    public NetworkShare? ShareOf(History history)
    {
        if (!NetworkShare.MayCount(history, kind))
        {
            return null;
        }

        NetworkShare? share = NetworkShare.For(history, kind, session.ContextLength);
        IsSilenced = session.LoadWarning is not null;
        return share;
    }

    /// <summary>What it says follows a history.</summary>
    public abstract NetworkAnswer Ask(History past, int steps);

    /// <summary>What it said of the series itself, as far as it is known before the horizon is; by default nothing is known to be wrong.</summary>
    public virtual string? FaultOf(History history) => null;

    /// <summary>How many steps it will be asked for from the end of the series, as far as that is known; by default as many as it says at once.</summary>
    public virtual int KnownHorizon => NetworkShare.FullShareSteps;

    /// <summary>The question that is asked.</summary>
    protected NetworkRow RowOf(History past, int steps) => NetworkRow.Of(past, steps, session.ContextLength);
}
