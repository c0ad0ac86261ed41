namespace Tollama.FakeHub;

/// <summary>When a fault happens.</summary>
/// <param name="fault">What goes wrong.</param>
/// <param name="when">For which requests.</param>
/// <param name="skip">How many of those go well before.</param>
/// <param name="times">How many of those go wrong then.</param>
public sealed class FaultRule(Fault fault, Predicate<SeenRequest> when, int skip, int times)
{
    private int _matches;

    /// <summary>How often the fault has happened.</summary>
    public int Hits { get; private set; }

    internal Fault? Take(SeenRequest request)
    {
        if (!when(request) || _matches++ < skip || Hits == times)
        {
            return null;
        }

        Hits++;
        return fault;
    }
}
