using Microsoft.Extensions.Logging;
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
    [InlineData("TOLLAMA_LOAD_TIMEOUT", "0", 5 / 60.0, "TOLLAMA_LOAD_TIMEOUT='0' leaves no time at all. Using the default, 5m.")]
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
    [InlineData("2147483648", 1L << 31, false)]
    [InlineData("1024GiB", 1L << 40, false)]
    [InlineData("1025GiB", 64L << 20, true)]
    [InlineData("0", 64L << 20, true)]
    public void A_body_may_be_larger_than_memory(string text, long bytes, bool warns)
    {
        DaemonOptions options = Read(("TOLLAMA_MAX_BODY", text));
        options.MaxBodyBytes.ShouldBe(bytes);
        options.Warnings.ShouldBe(warns ? [$"TOLLAMA_MAX_BODY='{text}' is not a size from 1 byte to 1024 GiB, e.g. 64MiB. Using the default, 64MiB."] : []);
    }

    [Fact]
    public void Large_tables_lie_in_a_folder_that_can_be_chosen()
    {
        Read(("TOLLAMA_HOME", Path.GetTempPath())).SpoolFolder.ShouldBe(Path.Combine(Path.GetTempPath(), "spool"));
        DaemonOptions options = Read(("TOLLAMA_SPOOL", Path.GetTempPath()), ("TOLLAMA_SPOOL_ABOVE", "1MiB"));
        (options.SpoolFolder, options.SpoolAboveBytes).ShouldBe((Path.GetTempPath(), 1 << 20));
        Should.Throw<SettingException>(() => Read(("TOLLAMA_SPOOL", "spool"))).Message.ShouldContain("TOLLAMA_SPOOL='spool' is not an absolute path");
    }

    [Fact]
    public void The_limits_follow_from_one_another()
    {
        DaemonOptions options = Read(("TOLLAMA_MAX_POINTS", "1000"), ("TOLLAMA_MAX_FORECAST_VALUES", "77"));
        (options.Limits.MaxPoints, options.Limits.MaxCovariateValues, options.Limits.MaxForecastValues).ShouldBe((1000, 1000, 77));
        Read().Limits.MaxForecastValues.ShouldBe(20_000_000);
        Read(("TOLLAMA_MAX_FORECAST_VALUES", "0")).Warnings.ShouldHaveSingleItem().ShouldStartWith("TOLLAMA_MAX_FORECAST_VALUES='0' is not a whole number");
    }

    [Theory]
    [InlineData("TOLLAMA_OFFLINE", "maybe", "TOLLAMA_OFFLINE='maybe' is neither true nor false")]
    [InlineData("TOLLAMA_INSECURE", "2", "TOLLAMA_INSECURE='2' is neither true nor false")]
    [InlineData("TOLLAMA_INSECURE_HUB", "sure", "TOLLAMA_INSECURE_HUB='sure' is neither true nor false")]
    [InlineData("TOLLAMA_VERIFY_ON_LOAD", "always", "TOLLAMA_VERIFY_ON_LOAD='always' is not none, once or full")]
    [InlineData("TOLLAMA_ORIGINS", "https://ok.example,app.example.com", "TOLLAMA_ORIGINS has 'app.example.com', which is no origin")]
    [InlineData("TOLLAMA_ORIGINS", "https://app.example.com/", "TOLLAMA_ORIGINS has 'https://app.example.com/', which is no origin")]
    [InlineData("TOLLAMA_ORIGINS", "https://*.example.com", "TOLLAMA_ORIGINS has 'https://*.example.com', which is no origin")]
    [InlineData("TOLLAMA_ORIGINS", "https://", "TOLLAMA_ORIGINS has 'https://', which is no origin")]
    [InlineData("TOLLAMA_ORIGINS", "https://a.example:99999", "TOLLAMA_ORIGINS has 'https://a.example:99999', which is no origin")]
    [InlineData("TOLLAMA_ORIGINS", "https://ada:sesame@a.example", "TOLLAMA_ORIGINS has an entry with @, which is no origin")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", "models.example.com:8443", "TOLLAMA_ALLOWED_HOSTS has 'models.example.com:8443', which is no name of a host")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", "https://models.example.com", "TOLLAMA_ALLOWED_HOSTS has 'https://models.example.com', which is no name of a host")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", "*", "TOLLAMA_ALLOWED_HOSTS has '*', which is no name of a host")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", ".example.com", "TOLLAMA_ALLOWED_HOSTS has '.example.com', which is no name of a host")]
    [InlineData("TOLLAMA_ALLOWED_HOSTS", "a b", "TOLLAMA_ALLOWED_HOSTS has 'a b', which is no name of a host")]
    [InlineData("TOLLAMA_HF_ENDPOINT", "hub", "TOLLAMA_HF_ENDPOINT='hub' is not the address of a hub")]
    public void A_setting_on_which_safety_depends_is_refused_if_it_cannot_be_read(string name, string value, string message)
    {
        SettingException refusal = Should.Throw<SettingException>(() => Read((name, value)));

        refusal.Message.ShouldBe(message);
        refusal.Hint.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("TOLLAMA_NUM_THREADS", "many", "TOLLAMA_NUM_THREADS='many' is not a whole number from 1 to 2147483647. Using the default, number of cores.")]
    [InlineData("TOLLAMA_NUM_THREADS", "0", "TOLLAMA_NUM_THREADS='0' is not a whole number from 1 to 2147483647. Using the default, number of cores.")]
    [InlineData("TOLLAMA_KERNEL", "foo", "TOLLAMA_KERNEL='foo' is not avx512, avx2, neon, scalar. Using the default, by CPU.")]
    [InlineData("TOLLAMA_NOPRUNE", "perhaps", "TOLLAMA_NOPRUNE='perhaps' is neither true nor false. Using false.")]
    [InlineData("TOLLAMA_DEBUG", "perhaps", "TOLLAMA_DEBUG='perhaps' is neither true nor false. Using false.")]
    [InlineData("TOLLAMA_KEEP_ALIVE", "long", "TOLLAMA_KEEP_ALIVE='long' is not a duration; write {grammar}. Using the default, 5m.")]
    [InlineData("TOLLAMA_NUM_PARALLEL", "some", "TOLLAMA_NUM_PARALLEL='some' is not a whole number from 1 to 10000. Using the default, 8 for each core.")]
    [InlineData("TOLLAMA_LOG_LEVEL", "loud", "TOLLAMA_LOG_LEVEL='loud' is not a log level (trace, debug, info, warning, error, none). Using Information.")]
    public void Any_other_is_warned_of_with_its_name_its_value_and_what_holds(string name, string value, string warning)
    {
        DaemonOptions options = Read((name, value));

        options.Warnings.ShouldBe([warning.Replace("{grammar}", DurationText.Grammar, StringComparison.Ordinal)]);
        if (name is "TOLLAMA_NUM_THREADS" or "TOLLAMA_KERNEL")
        {
            options.Environment.Get(name).ShouldBeNull("a runner would not start with it");
        }
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData("y", true)]
    [InlineData("on", true)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("N", false)]
    [InlineData("off", false)]
    [InlineData(" ", false)]
    public void A_flag_has_one_grammar_wherever_it_stands(string text, bool isOn)
    {
        DaemonOptions options = Read(
            ("TOLLAMA_OFFLINE", text), ("TOLLAMA_INSECURE", text), ("TOLLAMA_INSECURE_HUB", text), ("TOLLAMA_NOPRUNE", text), ("TOLLAMA_DEBUG", text));

        (options.Hub.Offline, options.Insecure, options.Hub.AllowInsecure, options.NoPrune, options.LogLevel == LogLevel.Debug).ShouldBe((isOn, isOn, isOn, isOn, isOn));
        options.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Entries_that_can_match_are_taken()
    {
        DaemonOptions options = Read(
            ("TOLLAMA_ORIGINS", "https://app.example.com, http://10.0.0.1:8080,*,null,chrome-extension://abc,http://[::1]:3000,file://"),
            ("TOLLAMA_ALLOWED_HOSTS", "models.example.com,models.example.org.,box,10.0.0.1,[::1],my_box"),
            ("TOLLAMA_KERNEL", "AVX2"),
            ("TOLLAMA_NUM_THREADS", "3"));

        (options.Origins.Count, options.AllowedHosts.Count).ShouldBe((7, 6));
        (options.Environment.Get("TOLLAMA_KERNEL"), options.Environment.Get("TOLLAMA_NUM_THREADS")).ShouldBe(("AVX2", "3"));
    }

    private static DaemonOptions Read(params (string Name, string Value)[] variables) =>
        DaemonOptionsReader.Read(new TollamaEnvironment(variables.ToDictionary(pair => pair.Name, pair => pair.Value)), new ServeArguments());
}
