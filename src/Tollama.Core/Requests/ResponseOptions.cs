namespace Tollama.Core.Requests;

/// <summary>What a client of the Python tollama wants beside the numbers. That it is sent at all asks for that program's answer: its fields and no others.</summary>
/// <param name="Narrative">A text about the forecast; not offered here.</param>
/// <param name="Explain">An explanation of the forecast; not offered here.</param>
public sealed record ResponseOptions(bool Narrative = false, bool Explain = false)
{
    /// <summary>What that program calls the frequency of a series that has none: its client wants one of every series.</summary>
    public const string NoFrequency = "auto";
}
