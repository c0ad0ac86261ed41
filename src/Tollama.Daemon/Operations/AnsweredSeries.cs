using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;

namespace Tollama.Daemon.Operations;

/// <summary>Sees to it that a runner answered each series that it was asked for once, with a forecast or an error, and no other.</summary>
/// <remarks>Of two answers to one series nobody knows which is right, and a runner that mixes series up is not believed in the others.</remarks>
internal static class AnsweredSeries
{
    /// <exception cref="TollamaException">It did not; the message names the series.</exception>
    internal static void Require(Panel part, ForecastReply reply)
    {
        if (FaultOf(part, reply) is { } fault)
        {
            throw new TollamaException(ErrorCode.RunnerProtocol, $"Runner '{reply.Runner}' answered 'forecast' with something that is not the protocol: {fault}.");
        }
    }

    private static string? FaultOf(Panel part, ForecastReply reply)
    {
        HashSet<string> open = new(part.Series.Select(series => series.Id), StringComparer.Ordinal);
        HashSet<string> forecast = new(StringComparer.Ordinal);
        foreach (SeriesForecastData answer in reply.Result.Forecasts)
        {
            if (!open.Remove(answer.Id))
            {
                return forecast.Contains(answer.Id) ? $"{Name(answer.Id)} has two forecasts" : NotAsked(answer.Id);
            }

            forecast.Add(answer.Id);
        }

        HashSet<string> failed = new(StringComparer.Ordinal);
        foreach (SeriesError error in reply.Result.Errors ?? [])
        {
            if (!open.Remove(error.Id))
            {
                return forecast.Contains(error.Id) ? $"{Name(error.Id)} has a forecast and an error"
                    : failed.Contains(error.Id) ? $"{Name(error.Id)} has two errors" : NotAsked(error.Id);
            }

            failed.Add(error.Id);
        }

        return part.Series.FirstOrDefault(series => open.Contains(series.Id)) is { } missing ? $"{Name(missing.Id)} has neither a forecast nor an error" : null;
    }

    private static string NotAsked(string id) => $"{Name(id)} was not asked for";

    private static string Name(string id) => $"series '{Excerpt.Of(id)}'";
}
