using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Robustness;

/// <summary>Options as a stranger might send them.</summary>
public sealed class OddOptionsTests
{
    private static readonly double[] Weekly = [.. Enumerable.Range(0, 42).Select(day => 10d + (day % 7) + (0.1 * (day * 3 % 5)))];

    // What any model of the family reads, and what none does.
    private static readonly string[] Names =
    [
        "season_length", "member_seconds", "non_negative", "box_cox", "robust", "residuals", "window", "model", "damped", "criterion", "decomposition", "trend_model", "seasonal_window",
        "test_seasons", "season", "alpha", "alpha_size", "alpha_probability", "order", "seasonal_order", "constant", "max_p", "max_q", "max_P", "max_Q", "max_d",
        "max_D", "max_order", "stepwise", "d", "D", "allow_drift", "allow_mean", "fourier", "differences", "trend", "arma", "harmonics", "seasonLength", "", "π", "__proto__",
    ];

    private static readonly string[] Texts = ["auto", "ZZZ", "AAdA", "MMM", "AXN", "zzz", "aic", "bic", "additive", "none", "full", "ar", "theta", "auto-arima", "", "\\u0000", "nonsense", "t", "laplace", "bootstrap"];

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int[0, 9].Select(value => Invariant(value)),
        Gen.Int.Select(value => Invariant(value)),
        Gen.Double[-2, 2].Select(value => Invariant(value)),
        OneOf("2147483647", "-1", "0", "1", "7", "1e999", "-0.0", "0.5", "99999999999999999999", "5e-324"));

    private static readonly Gen<string> Value = Gen.Frequency(
        (3, Number),
        (2, OneOf(Texts).Select(text => $"\"{text}\"")),
        (2, OneOf("true", "false")),
        (3, Number.Array[0, 5].Select(numbers => $"[{string.Join(',', numbers)}]")),
        (1, OneOf("null", "{}", "[null]", "[[1]]", "[\"a\"]", """{"a":[1]}""")));

    public static TheoryData<string> Models { get; } = [.. StatsFamily.ModelNames];

    [Theory]
    [MemberData(nameof(Models))]
    public void Random_options_give_a_forecast_or_say_what_would_be_right(string model)
    {
        string[] own = OwnOptions(model);
        Gen<string> name = Gen.Frequency((8, OneOf(own)), (1, OneOf(Names)));
        Gen.Select(name, Value).Select((key, value) => $"\"{key}\":{value}").Array[0, 3].Select(pairs => $$"""{{{string.Join(',', pairs)}}}""").ForAll(
            options => Check(model, options), cases: 100);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Each_option_of_a_model_takes_each_odd_value_or_refuses_it(string model)
    {
        foreach (string option in OwnOptions(model))
        {
            foreach (string value in (string[])["0", "1", "1000", "2147483647", "-2147483648", "0.001", "[2147483647,2147483647,2147483647]", "[50,50,50]", "[]", "true", "\"auto\"", "null"])
            {
                Check(model, $$"""{"{{option}}":{{value}}}""");
            }
        }
    }

    // The options that a model refuses nothing about but their value.
    private static string[] OwnOptions(string model) => [.. Names.Where(name =>
        Forecast(model, "{\"" + name + "\":{}}") is TollamaException error && !error.Message.Contains("has no option", StringComparison.Ordinal))];

    private static void Check(string model, string options)
    {
        TollamaException? error = Forecast(model, options);
        if (error is not null)
        {
            error.Code.ShouldBe(ErrorCode.InvalidRequest, $"{model} {options}");
            error.Hint.ShouldNotBeNullOrWhiteSpace($"{model} {options}");
        }
    }

    private static TollamaException? Forecast(string model, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = Weekly, Frequency = Frequency.Parse("D") }], 3),
            QuantileLevels = [0.1, 0.9],
            Options = JsonDocument.Parse(options).RootElement,
        };
        try
        {
            SeriesOutcome outcome = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, default).Forecast(task, null, default)[0];
            outcome.Forecast.ShouldNotBeNull($"{model} {options}: {outcome.Error?.Message}").Mean.ShouldNotContain(double.NaN);
            return null;
        }
        catch (TollamaException error)
        {
            return error;
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Invariant(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
