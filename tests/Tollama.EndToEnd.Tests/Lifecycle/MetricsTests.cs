using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

public sealed class MetricsTests : DaemonTest
{
    /// <summary>A counter that begins with its first error hides that error from whoever looks at rises.</summary>
    [Theory]
    [InlineData("tollama_requests_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_forecasts_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_series_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_model_loads_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_model_unloads_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_errors_total{otel_scope_name=\"Tollama\",code=\"INTERNAL\"} 0")]
    [InlineData("tollama_errors_total{otel_scope_name=\"Tollama\",code=\"QUEUE_FULL\"} 0")]
    [InlineData("tollama_runner_crashes_total{otel_scope_name=\"Tollama\"} 0")]
    [InlineData("tollama_runner_starts_total{otel_scope_name=\"Tollama\"} 0")]
    public async Task Counters_exist_before_they_count(string line)
    {
        using RawClient raw = (await StartAsync(new TestHome())).Connect();

        string metrics = (await raw.GetAsync("metrics")).Text;

        metrics.Split('\n').ShouldContain(line, metrics);
    }
}
