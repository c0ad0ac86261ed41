using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Tests.Configuration;

public sealed class DaemonOptionsReaderTests
{
    [Theory]
    [InlineData("TOLLAMA_REQUEST_TIMEOUT", "1000d", 24.0 * 24, "TOLLAMA_REQUEST_TIMEOUT='1000d' is longer than a timer waits. Using 24 days.")]
    [InlineData("TOLLAMA_LOAD_TIMEOUT", "1000d", 24.0 * 24, "TOLLAMA_LOAD_TIMEOUT='1000d' is longer than a timer waits. Using 24 days.")]
    [InlineData("TOLLAMA_SHUTDOWN_GRACE", "1000d", 24.0 * 24, "TOLLAMA_SHUTDOWN_GRACE='1000d' is longer than a timer waits. Using 24 days.")]
    [InlineData("TOLLAMA_REQUEST_TIMEOUT", "-1", null, null)]
    [InlineData("TOLLAMA_REQUEST_TIMEOUT", "0", null, null)]
    [InlineData("TOLLAMA_REQUEST_TIMEOUT", "2h", 2.0, null)]
    [InlineData("TOLLAMA_LOAD_TIMEOUT", "-1", 24.0 * 24, null)]
    [InlineData("TOLLAMA_LOAD_TIMEOUT", "0", 5 / 60.0, "TOLLAMA_LOAD_TIMEOUT='0' leaves no time at all. Using the default.")]
    [InlineData("TOLLAMA_SHUTDOWN_GRACE", "-1", 24.0 * 24, null)]
    [InlineData("TOLLAMA_SHUTDOWN_GRACE", "0", 0.0, null)]
    [InlineData("TOLLAMA_DRAIN_NOTICE", "-1", 0.0, "TOLLAMA_DRAIN_NOTICE='-1' has no end; write how long probes are answered, e.g. 10s. Using 0s.")]
    [InlineData("TOLLAMA_DRAIN_NOTICE", "1000d", 24.0 * 24, "TOLLAMA_DRAIN_NOTICE='1000d' is longer than a timer waits. Using 24 days.")]
    [InlineData("TOLLAMA_PROGRESS_TIMEOUT", "-1", null, null)]
    [InlineData("TOLLAMA_PROGRESS_TIMEOUT", "1000d", 24.0 * 24, "TOLLAMA_PROGRESS_TIMEOUT='1000d' is longer than a timer waits. Using 24 days.")]
    public void A_time_is_one_that_a_timer_takes(string name, string text, double? hours, string? warning)
    {
        DaemonOptions options = Read((name, text));
        TimeSpan? time = name switch
        {
            "TOLLAMA_REQUEST_TIMEOUT" => options.RequestTimeout,
            "TOLLAMA_LOAD_TIMEOUT" => options.LoadTimeout,
            "TOLLAMA_DRAIN_NOTICE" => options.DrainNotice,
            "TOLLAMA_PROGRESS_TIMEOUT" => options.ProgressTimeout,
            _ => options.ShutdownGrace,
        };
        time.ShouldBe(hours is { } given ? TimeSpan.FromHours(given) : null);
        options.Warnings.ShouldBe(warning is null ? [] : [warning]);
        using CancellationTokenSource timer = new(time ?? Timeout.InfiniteTimeSpan);
    }

    [Theory]
    [InlineData("1GiB", 1L << 30, false)]
    [InlineData("1073741825", 64L << 20, true)]
    [InlineData("2147483647", 64L << 20, true)]
    [InlineData("2GiB", 64L << 20, true)]
    public void A_body_that_no_array_could_grow_to_is_not_allowed(string text, long bytes, bool warns)
    {
        DaemonOptions options = Read(("TOLLAMA_MAX_BODY", text));
        options.MaxBodyBytes.ShouldBe(bytes);
        options.Warnings.ShouldBe(warns ? [$"TOLLAMA_MAX_BODY='{text}' is not a size from 1 byte to 1 GiB, e.g. 64MiB. Using the default."] : []);
    }

    [Fact]
    public void The_limits_follow_from_one_another()
    {
        DaemonOptions options = Read(("TOLLAMA_MAX_POINTS", "1000"), ("TOLLAMA_MAX_FORECAST_VALUES", "77"));
        (options.Limits.MaxPoints, options.Limits.MaxCovariateValues, options.Limits.MaxForecastValues).ShouldBe((1000, 1000, 77));
        Read().Limits.MaxForecastValues.ShouldBe(20_000_000);
        Read(("TOLLAMA_MAX_FORECAST_VALUES", "0")).Warnings.ShouldHaveSingleItem().ShouldStartWith("TOLLAMA_MAX_FORECAST_VALUES='0' is not a whole number");
    }

    private static DaemonOptions Read(params (string Name, string Value)[] variables) =>
        DaemonOptionsReader.Read(new TollamaEnvironment(variables.ToDictionary(pair => pair.Name, pair => pair.Value)), new ServeArguments());
}
