using System.Globalization;

namespace Tollama.Daemon.Hosting;

/// <summary>How many connections may be open at once, so that descriptors remain for runners, the store and the hub.</summary>
/// <param name="Connections">The limit.</param>
/// <param name="Warning">What the operator should know; <see langword="null"/> if nothing.</param>
internal sealed record ConnectionBudget(int Connections, string? Warning)
{
    /// <summary>The limit where nobody asked for another and descriptors allow it.</summary>
    internal const int Usual = 4096;

    private const long MostReserved = 256;

    private const long FewConnections = 256;

    /// <summary>Divides the descriptors.</summary>
    /// <param name="descriptors">How many may be opened; <see langword="null"/> for as many as one likes.</param>
    /// <param name="asked">The operator's limit; <see langword="null"/> for none.</param>
    internal static ConnectionBudget Of(long? descriptors, int? asked)
    {
        if (descriptors is not { } all)
        {
            return new ConnectionBudget(asked ?? Usual, null);
        }

        // A connection counts twice: an upload writes a file besides.
        long reserve = Math.Min(MostReserved, all / 4);
        long possible = Math.Max(1, (all - reserve) / 2);
        long granted = Math.Min(asked ?? Usual, possible);
        string allowed = string.Create(CultureInfo.InvariantCulture, $"{all} free descriptors allow {possible} connections at once");
        const string Remedy = "raise the hard limit (ulimit -Hn, LimitNOFILE of systemd)";
        string? warning = asked > possible
            ? string.Create(CultureInfo.InvariantCulture, $"TOLLAMA_MAX_CONNECTIONS={asked} is more than there can be: {allowed}; {Remedy}")
            : asked is null && granted < FewConnections ? $"{allowed}: {Remedy} if that is too few" : null;
        return new ConnectionBudget((int)granted, warning);
    }
}
