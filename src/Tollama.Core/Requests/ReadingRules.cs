namespace Tollama.Core.Requests;

/// <summary>How strictly a request is read, and how much of it is turned into numbers at once.</summary>
/// <param name="Limits">How large it may be.</param>
/// <param name="Place">Which fields it may have; others are faults in a body, and passed over in a runner's parameters.</param>
/// <param name="ReadsNumbers">Whether numbers are read at once, because somebody will need them; else their text is only checked, and kept.</param>
/// <param name="Aborted">Fires when nobody waits for the request any more.</param>
public sealed record ReadingRules(RequestLimits Limits, FieldPlaces Place, bool ReadsNumbers, CancellationToken Aborted = default)
{
    /// <summary>After so many elements of an array is looked whether anybody still waits.</summary>
    private const int AbortInterval = 1 << 16;

    /// <summary>The rules of a runner: the daemon has checked the request, and what is unknown is none of its business.</summary>
    public static ReadingRules OfRunner { get; } = new(RequestLimits.None, FieldPlaces.Runner, ReadsNumbers: true);

    /// <summary>How the request differs from that of a forecast; <see langword="null"/> for a forecast.</summary>
    public RequestShape? Shape { get; init; }

    /// <summary>Whether a field that nobody knows is a fault.</summary>
    public bool RefusesUnknown => Place == FieldPlaces.Body;

    /// <summary>The rules of the daemon for a JSON body.</summary>
    public static ReadingRules OfBody(RequestLimits limits, CancellationToken aborted = default) => new(limits, FieldPlaces.Body, ReadsNumbers: false, aborted);

    /// <summary>Whether steps are forecast.</summary>
    internal bool NeedsHorizon => Shape?.NeedsHorizon ?? true;

    /// <summary>Whether the data say how many steps are forecast where the request does not.</summary>
    internal bool MayLackHorizon => NeedsHorizon && Shape is { MayLackHorizon: true };

    /// <summary>Whether the series stand in the body.</summary>
    internal bool NeedsSeries => Shape?.NeedsSeries ?? true;

    /// <summary>The field of a name; <see langword="null"/> if this operation has none.</summary>
    internal RequestField? Find(string name) =>
        RequestFields.Find(name, Place) is { } field && RequestShape.Has(Shape, field) ? field : null;

    /// <summary>The names of the fields that the operation has.</summary>
    internal IEnumerable<string> Names => RequestFields.NamesAt(Place).Where(name => Find(name) is not null).Concat(NeedsSeries ? ["series"] : []).Concat(Shape?.Names ?? []);

    /// <summary>Whether a field is one that only this operation knows.</summary>
    internal bool IsExtra(string name) => Shape?.Names.Contains(name) == true;

    /// <summary>Ends the reading if nobody waits for it; looked at now and then in a long array.</summary>
    /// <param name="count">How many elements were read.</param>
    /// <exception cref="OperationCanceledException">Nobody waits.</exception>
    internal void ThrowIfAborted(int count)
    {
        if (count % AbortInterval == 0)
        {
            Aborted.ThrowIfCancellationRequested();
        }
    }
}
