using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.ChronosBolt;

public sealed class ChronosBoltModelTests
{
    private static readonly GoldenModel Golden = new("chronos-bolt-tiny-random");

    private static readonly double[] Series = [3, 5, 8, 4, 6, 9, 5, 7, 10, 6, 8, 11];

    [Fact]
    public void A_shorter_context_is_a_shorter_series()
    {
        using ChronosBoltModel model = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        SeriesForecast cut = Forecast(model, """{"context_length":5}""");
        cut.Mean.ShouldBe(model.Forecast([Series[^5..]], 6, [0.5], TestContext.Current.CancellationToken)[0].Forecast!.Mean);
        cut.Warnings.ShouldHaveSingleItem().ShouldContain("last 5 of 12");
    }

    [Fact]
    public void Options_of_the_manifest_hold_unless_the_request_has_its_own()
    {
        using ChronosBoltModel cut = ChronosBoltModel.Load(Golden.Files, JsonDocument.Parse("""{"context_length":5}""").RootElement, TestContext.Current.CancellationToken);
        using ChronosBoltModel whole = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        Forecast(cut, "{}").Mean.ShouldBe(Forecast(whole, """{"context_length":5}""").Mean);
        Forecast(cut, """{"context_length":9}""").Mean.ShouldBe(Forecast(whole, """{"context_length":9}""").Mean);
    }

    [Fact]
    public void Forecasts_below_zero_are_raised_where_that_is_asked_for()
    {
        using ChronosBoltModel model = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        SeriesForecast plain = Forecast(model, "{}");
        SeriesForecast raised = Forecast(model, """{"non_negative":true}""");
        plain.Quantiles[0].ShouldContain(value => value < 0);
        raised.Quantiles[0].ShouldBe(plain.Quantiles[0].Select(value => Math.Max(value, 0)));
    }

    [Fact]
    public void Levels_beyond_the_native_ones_are_told()
    {
        using ChronosBoltModel model = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        SeriesForecast forecast = model.Forecast([Series], 6, [0.01, 0.1, 0.95], TestContext.Current.CancellationToken)[0].Forecast!;
        forecast.Quantiles[0].Zip(forecast.Quantiles[1]).ShouldAllBe(pair => pair.First <= pair.Second);
        forecast.Warnings.ShouldHaveSingleItem().ShouldContain("0.01 and 0.95");
    }

    [Fact]
    public void The_model_says_what_it_is()
    {
        using ChronosBoltModel model = ChronosBoltModel.Load(Golden.Files, cancellationToken: TestContext.Current.CancellationToken);
        model.Traits.ContextLength.ShouldBe(128);
        model.Traits.MaxHorizon.ShouldBe(16);
        model.Traits.Covariates.Future.ShouldBeFalse();
        model.Traits.ResidentBytes.ShouldBeGreaterThan(70_000);
        model.Architecture.Family.ShouldBe("chronos-bolt");
    }

    [Fact]
    public void Weights_of_another_model_are_refused_with_what_is_missing()
    {
        Dictionary<string, string> files = new()
        {
            ["config.json"] = Path.Combine(GoldenModel.PathOf("chronos-bolt-tiny-random"), "config.json"),
            ["model.safetensors"] = Path.Combine(GoldenModel.PathOf("chronos-2-tiny-random"), "model.safetensors"),
        };
        TollamaException error = Should.Throw<TollamaException>(() => ChronosBoltModel.Load(new ModelFiles(files)));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain("is missing");
    }

    [Fact]
    public void A_model_without_files_is_refused() =>
        Should.Throw<TollamaException>(() => ChronosBoltModel.Load(new ModelFiles(new Dictionary<string, string>()))).Message.ShouldContain("config.json");

    private static SeriesForecast Forecast(ChronosBoltModel model, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = Series }], 6),
            QuantileLevels = [0.1],
            Options = JsonDocument.Parse(options).RootElement,
        };
        return model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast!;
    }
}
