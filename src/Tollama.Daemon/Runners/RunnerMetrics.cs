using System.Diagnostics.Metrics;

namespace Tollama.Daemon.Runners;

/// <summary>What is counted about runners, in the meter <c>Tollama</c>; every instrument has the tag <c>runner</c>.</summary>
internal sealed class RunnerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Tollama";

    private readonly Counter<long> _starts;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _crashes;
    private readonly Counter<long> _retries;
    private readonly UpDownCounter<long> _inFlight;

    /// <summary>Creates the instruments.</summary>
    public RunnerMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _starts = meter.CreateCounter<long>("tollama.runner.starts", "{process}", "Runner processes started");
        _restarts = meter.CreateCounter<long>("tollama.runner.restarts", "{process}", "Runner processes started after the first of their kind");
        _crashes = meter.CreateCounter<long>("tollama.runner.crashes", "{process}", "Runner processes that crashed, hung or did not start");
        _retries = meter.CreateCounter<long>("tollama.runner.retries", "{request}", "Requests sent again after a crash");
        _inFlight = meter.CreateUpDownCounter<long>("tollama.runner.in_flight", "{request}", "Forecasts that wait for a runner's answer");
    }

    /// <summary>Has every counter exist before it counts, without a runner. Called once somebody listens.</summary>
    public void BeginAtZero()
    {
        foreach (Counter<long> counter in (Counter<long>[])[_starts, _restarts, _crashes, _retries])
        {
            counter.Add(0);
        }

        _inFlight.Add(0);
    }

    /// <summary>A process was started.</summary>
    public void Started(string runner, bool again)
    {
        _starts.Add(1, Tag(runner));
        if (again)
        {
            _restarts.Add(1, Tag(runner));
        }
    }

    /// <summary>A process crashed, was killed as hung, or did not start.</summary>
    public void Crashed(string runner) => _crashes.Add(1, Tag(runner));

    /// <summary>A request is sent again.</summary>
    public void Retried(string runner) => _retries.Add(1, Tag(runner));

    /// <summary>A forecast began (1) or ended (-1).</summary>
    public void InFlight(string runner, int change) => _inFlight.Add(change, Tag(runner));

    private static KeyValuePair<string, object?> Tag(string runner) => new("runner", runner);
}
