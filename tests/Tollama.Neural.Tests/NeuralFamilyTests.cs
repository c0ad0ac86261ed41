using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests;

public sealed class NeuralFamilyTests
{
    [Fact]
    public void Every_family_with_weights_of_the_catalog_is_there_and_no_other()
    {
        foreach (ModelFamily family in Families.All)
        {
            if (family.HasWeights)
            {
                new NeuralFamily(family.Name).Name.ShouldBe(family.Name);
            }
            else
            {
                Should.Throw<ArgumentException>(() => new NeuralFamily(family.Name));
            }
        }
    }

    [Theory]
    [InlineData("chronos-bolt", "chronos-bolt-tiny-random")]
    [InlineData("chronos-2", "chronos-2-tiny-random")]
    [InlineData("timesfm", "timesfm-2.5-tiny-random")]
    [InlineData("ttm", "ttm-tiny-random")]
    [InlineData("ttm", "ttm-tiny-random-freq-prefix")]
    [InlineData("toto2", "toto2-tiny-random")]
    public void A_family_loads_its_models_from_files_of_any_name(string family, string golden)
    {
        ModelReference reference = new()
        {
            Family = family,
            Model = "any",
            Files = new Dictionary<string, string>
            {
                ["config.json"] = Path.Combine(GoldenModel.PathOf(golden), "config.json"),
                ["model.safetensors"] = Path.Combine(GoldenModel.PathOf(golden), "model.safetensors"),
            },
        };
        IForecastModel model = new NeuralFamily(family).Load(reference, TestContext.Current.CancellationToken);
        ForecastTask task = new() { Panel = new Panel([new TimeSeries { Id = "a", Target = [1, 2, 3, 4, 3, 2, 1] }], 3), QuantileLevels = [0.1, 0.9] };
        SeriesForecast forecast = model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast!;
        forecast.Mean.Length.ShouldBe(3);
        forecast.Quantiles.Length.ShouldBe(2);
    }

    [Fact]
    public void A_model_of_another_family_is_refused()
    {
        ModelReference reference = new()
        {
            Family = "toto2",
            Model = "any",
            Files = new Dictionary<string, string> { ["config.json"] = Path.Combine(GoldenModel.PathOf("ttm-tiny-random"), "config.json") },
        };
        Should.Throw<TollamaException>(() => new NeuralFamily("toto2").Load(reference, CancellationToken.None)).Code.ShouldBe(ErrorCode.InvalidModelFile);
    }

    [Fact]
    public void An_unknown_family_is_refused() => Should.Throw<ArgumentException>(() => new NeuralFamily("llama")).Message.ShouldContain("chronos-2");
}
