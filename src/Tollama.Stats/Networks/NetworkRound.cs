using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>Asks a network about all series of a request, before the first of them is fitted.</summary>
/// <remarks>
/// Hundreds of series go through the network at once, and then the next ones, so that the contexts of few are in memory; of each series only the answers are kept.
/// </remarks>
internal sealed class NetworkRound
{
    private const int SeriesAtOnce = 256;

    private readonly NetworkSession _session;
    private readonly AnsweredVoice?[] _voices;
    private readonly List<int> _withoutNetwork = [];

    private NetworkRound(NetworkSession session, int series)
    {
        _session = session;
        _voices = new AnsweredVoice?[series];
    }

    /// <summary>Asks; <see langword="null"/> when no network takes part.</summary>
    /// <param name="forecaster">Knows the network and what it is asked.</param>
    /// <param name="series">The series of the request.</param>
    /// <param name="parallel">On how many threads questions are put together, and what ends the work early.</param>
    public static NetworkRound? Of(SeriesForecaster forecaster, IReadOnlyList<TimeSeries> series, ParallelOptions parallel)
    {
        if (forecaster.Network is not { } member)
        {
            return null;
        }

        NetworkRound round = new(new NetworkSession(member, parallel.CancellationToken), series.Count);
        for (int start = 0; start < series.Count; start += SeriesAtOnce)
        {
            round.Ask(forecaster, series, start, Math.Min(series.Count, start + SeriesAtOnce), parallel);
        }

        return round;
    }

    /// <summary>What the network says of a series; <see langword="null"/> when it does not count there.</summary>
    public NetworkVoice? VoiceOf(int index) => _voices[index];

    /// <summary>Says once that the network could not be loaded, at the first series that would have had it.</summary>
    public void Warn(SeriesOutcome[] outcomes)
    {
        int first = _withoutNetwork.FindIndex(index => outcomes[index].Forecast is not null);
        if (first >= 0 && outcomes[_withoutNetwork[first]] is { Forecast: { } forecast } outcome)
        {
            outcomes[_withoutNetwork[first]] = SeriesOutcome.Success(outcome.Id, forecast with { Warnings = [.. forecast.Warnings, _session.LoadWarning!] });
        }
    }

    private void Ask(SeriesForecaster forecaster, IReadOnlyList<TimeSeries> series, int start, int end, ParallelOptions parallel)
    {
        PlannedVoice?[] planned = new PlannedVoice?[end - start];
        Parallel.For(0, planned.Length, parallel, index => planned[index] = forecaster.Plan(series[start + index], _session, parallel.CancellationToken));
        NetworkRow[] rows = [.. planned.SelectMany(voice => voice?.Rows ?? [])];
        NetworkAnswer[] answers = _session.Ask(rows);
        int begin = 0;
        for (int index = 0; index < planned.Length; index++)
        {
            if (planned[index] is { IsSilenced: true })
            {
                _withoutNetwork.Add(start + index);
            }
            else if (planned[index] is { Rows.Count: > 0 } voice)
            {
                _voices[start + index] = voice.Answered(answers.AsSpan(begin, voice.Rows.Count));
                begin += voice.Rows.Count;
            }
        }
    }
}
