namespace Tollama.Stats;

/// <summary>A network's part in the combination of one series: its voice, and how much that counts.</summary>
internal sealed record NetworkPart(NetworkVoice Voice, NetworkShare Share)
{
    /// <summary>What it says follows a history, ready to be mixed with what a combination says; <see langword="null"/> when it says nothing.</summary>
    public NetworkForecast? Of(History past, int steps) =>
        Voice.Ask(past, steps).Median is { } median ? new NetworkForecast(median, Share, new SaneRange(past.Values)) : null;
}
