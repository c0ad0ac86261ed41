using System.Buffers;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Http;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Tests.Nixtla;

public sealed class NixtlaAnswerTests
{
    [Fact]
    public async Task Measured_numbers_have_a_point_or_an_exponent_and_counts_have_none()
    {
        NixtlaAnswer answer = new()
        {
            InputTokens = 3,
            Mean = [57, 57.9, -0.0, 1e20, 1e-7, double.NaN, 0.1 + 0.2],
            Sizes = [7],
            Indexes = [0, 1],
            Intervals = [new NixtlaInterval(new AskedLevel("80.0", 80), [1], [2.5])],
            Warnings = ["a \"word\""],
        };

        (await TextOf(answer)).ShouldBe(
            """{"input_tokens":3,"output_tokens":7,"finetune_tokens":0,"mean":[57.0,57.9,-0.0,1E+20,1E-07,null,0.30000000000000004],"sizes":[7],"idxs":[0,1]"""
            + ""","intervals":{"lo-80.0":[1.0],"hi-80.0":[2.5]},"request_id":"r1","warnings":["a \"word\""]}""");
    }

    [Fact]
    public async Task What_is_not_known_is_null()
    {
        (await TextOf(new NixtlaAnswer { InputTokens = 0, Mean = [], TellsFeatures = true }))
            .ShouldContain("\"mean\":[],\"intervals\":null,\"weights_x\":null,\"feature_contributions\":null");
        (await TextOf(new NixtlaAnswer { InputTokens = 0, Mean = [], TellsFeatures = true, WeightsX = [1, 2], Contributions = [[1, 2], [3, 4]] }))
            .ShouldContain("\"weights_x\":[1.0,2.0],\"feature_contributions\":[[1.0,2.0],[3.0,4.0]]");
    }

    [Fact]
    public async Task A_long_answer_is_handed_on_in_pieces()
    {
        ArrayBufferWriter<byte> buffer = new();
        int pieces = 0;
        PackedWriter writer = new(buffer, () =>
        {
            pieces++;
            return ValueTask.CompletedTask;
        });

        await NixtlaJson.WriteAsync(writer, new NixtlaAnswer { InputTokens = 0, Mean = new double[100_000] }, "r1");

        pieces.ShouldBe(13);
        Encoding.UTF8.GetString(buffer.WrittenSpan).Split(',').Count(part => part.Contains("0.0", StringComparison.Ordinal)).ShouldBe(100_000);
    }

    [Fact]
    public void The_fit_is_the_end_of_each_series_and_its_intervals_are_as_wide_as_its_errors()
    {
        PackedSeries packed = new() { Sizes = [6, 2] };
        HistoryFit fit = new(packed);
        fit.Set(0, 0, [double.NaN, double.NaN, 10, 10, 10, 10]);
        Panel panel = new([new TimeSeries { Id = "0", Target = [9, 9, 11, 8, 13, 10] }, new TimeSeries { Id = "1", Target = [1, 2] }], 1);

        (double[] mean, int[] sizes, IReadOnlyList<NixtlaInterval> intervals) = fit.Pack(panel, [new AskedLevel("50", 50), new AskedLevel("0", 0)]);

        sizes.ShouldBe([4, 0]);
        mean.ShouldBe([10, 10, 10, 10]);

        // The errors are 0, 1, 2 and 3, with another 0 before them.
        intervals[0].Low.ShouldBe([9, 9, 9, 9]);
        intervals[0].High.ShouldBe([11, 11, 11, 11]);
        intervals[1].Low.ShouldBe(mean);
        fit.HasValues.ShouldBeTrue();
        fit.Expect([0, 1]);
        fit.Missing.ShouldBe([1]);
    }

    [Fact]
    public void Features_add_up_to_the_forecast_and_weights_are_the_mean_of_coefficients()
    {
        FeatureEffects effects = new(rows: 3, length: 4);
        effects.Weights.ShouldBeNull();
        effects.Add(Forecast(new() { ["X[0]"] = new() { Coefficient = 2, Forecast = [2, 4], Method = "m" }, ["X[1]"] = new() { Forecast = [-1, 3], Method = "m" } }), 0);
        effects.Add(Forecast(new() { ["X[0]"] = new() { Coefficient = 4, Forecast = [8, 8], Method = "m" } }), 2);

        effects.Weights.ShouldBe([3, 2, 0]);
        effects.Contributions([10, 20, 30, 40])!.ShouldBe([[2, 4, 8, 8], [-1, 3, 0, 0], [0, 0, 0, 0], [9, 13, 22, 32]]);
    }

    [Theory]
    [InlineData("D", null, 28, 7)]
    [InlineData("H", null, 120, 24)]
    [InlineData("h", "timegpt-1-long-horizon", 840, 168)]
    [InlineData("MS", "timegpt-1-long-horizon", 60, 12)]
    [InlineData("QS-OCT", null, 20, 4)]
    [InlineData("W-SUN", null, 104, 52)]
    [InlineData("B", null, 25, 5)]
    [InlineData("YS", null, 12, 1)]
    [InlineData("", null, 12, 1)]
    [InlineData("what", null, 12, 1)]
    public void Old_clients_are_told_the_sizes_that_they_knew(string freq, string? model, int input, int horizon) =>
        NixtlaSizes.OfOldClient(model, freq).ShouldBe(new NixtlaSizes(input, horizon));

    [Fact]
    public void Requests_are_counted_by_minute_and_month()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 31, 23, 58, 30, TimeSpan.Zero));
        NixtlaUsage usage = new(time);
        usage.Count();
        usage.Count();
        usage.Read().ShouldBe((2, 2));
        time.Advance(TimeSpan.FromMinutes(1));
        usage.Count();
        usage.Read().ShouldBe((1, 3));
        time.Advance(TimeSpan.FromMinutes(1));
        usage.Read().ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("/v2/forecast", ErrorCode.LicenseNotAccepted, 403)]
    [InlineData("/v2/cross_validation", ErrorCode.Timeout, 422)]
    [InlineData("/v2/forecast", ErrorCode.RunnerFailed, 500)]
    [InlineData("/v2/forecast", ErrorCode.QueueFull, 503)]
    [InlineData("/v1/forecast", ErrorCode.Timeout, 504)]
    [InlineData("/v2x", ErrorCode.Timeout, 504)]
    public void A_final_refusal_has_a_status_that_is_not_tried_again(string path, ErrorCode code, int status) => HttpStatus.Of(path, code).ShouldBe(status);

    private static SeriesForecastData Forecast(Dictionary<string, CovariateEffectData> effects) => new() { Id = "0", Mean = [0, 0], Effects = effects };

    private static async Task<string> TextOf(NixtlaAnswer answer)
    {
        ArrayBufferWriter<byte> buffer = new();
        await NixtlaJson.WriteAsync(new PackedWriter(buffer), answer, "r1");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
