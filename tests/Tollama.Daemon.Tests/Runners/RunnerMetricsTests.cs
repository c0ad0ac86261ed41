using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class RunnerMetricsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Starts_crashes_and_retries_are_counted_by_runner()
    {
        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        IMeterFactory meters = services.GetRequiredService<IMeterFactory>();
        ConcurrentDictionary<string, long> sums = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            sums.AddOrUpdate($"{instrument.Name} {tags[0].Key}={tags[0].Value}", value, (_, sum) => sum + value));
        listener.Start();
        await using FakeRunnerHost host = new(metrics: new RunnerMetrics(meters));

        await host.ForecastAsync("""{"fake":"crash","until_start":1}""");

        sums["tollama.runner.starts runner=fake"].ShouldBe(2);
        sums["tollama.runner.restarts runner=fake"].ShouldBe(1);
        sums["tollama.runner.crashes runner=fake"].ShouldBe(1);
        sums["tollama.runner.retries runner=fake"].ShouldBe(1);
        sums["tollama.runner.in_flight runner=fake"].ShouldBe(0);
    }
}
