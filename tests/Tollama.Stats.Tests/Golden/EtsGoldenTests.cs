using System.Globalization;
using System.Text.Json;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Exponential smoothing beside R's <c>ets</c>, <c>ses</c>, <c>holt</c> and <c>hw</c>; tests/golden/r/provenance.md says what is compared.</summary>
public sealed class EtsGoldenTests
{
    private const double Agreement = 1e-3;

    private static readonly double[] Levels = [0.025, 0.1, 0.9, 0.975];
    private static readonly string[] Bounds = ["lo95", "lo80", "hi80", "hi95"];

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void A_given_form_is_at_least_as_likely_as_in_R_and_equals_it_where_the_parameters_agree(string id)
    {
        RGolden golden = RGolden.Load(id);
        foreach (JsonElement record in golden.Record("ets_fixed").EnumerateArray())
        {
            if (!record.TryGetProperty("method", out JsonElement method) || golden.Train.Distinct().Count() == 1)
            {
                continue;
            }

            string form = method.GetString()!;
            FittedModel fitted = new Ets(form).Fit(golden.Train, golden.Season);
            fitted.Method.ShouldBe(form);
            fitted.Parameters["loglik"].ShouldBeGreaterThanOrEqualTo(record.GetProperty("loglik").GetDouble() - 0.05, form);
            if (Agrees(fitted, record, golden.Season))
            {
                CompareForecasts(fitted, record, golden.Horizon, form);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void The_chosen_form_has_a_criterion_no_worse_than_that_of_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        JsonElement record = golden.Record("ets_auto");
        if (record.GetProperty("aicc").ValueKind != JsonValueKind.Number || golden.Train.Distinct().Count() == 1)
        {
            return;
        }

        FittedModel fitted = new AutoEts().Fit(golden.Train, golden.Season);
        fitted.Parameters["aicc"].ShouldBeLessThanOrEqualTo(record.GetProperty("aicc").GetDouble() + 0.1, $"{fitted.Method}, R {record.GetProperty("method")}");
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Named_forms_have_no_larger_squared_errors_than_in_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        (string Record, UnivariateModel Model)[] pairs =
        [
            ("ses", new SimpleSmoothing()), ("holt", new Holt()), ("holt_damped", new Holt(damped: true)), ("hw_additive", new HoltWinters()),
        ];
        foreach ((string name, UnivariateModel model) in pairs)
        {
            if (golden.Train.Distinct().Count() > 1 && golden.Has(name)
                && golden.Record(name).TryGetProperty("loglik", out JsonElement theirs) && theirs.ValueKind == JsonValueKind.Number)
            {
                model.Fit(golden.Train, golden.Season).Parameters["loglik"].ShouldBeGreaterThanOrEqualTo(theirs.GetDouble() - 0.05, name);
            }
        }
    }

    private static bool Agrees(FittedModel fitted, JsonElement record, int season) =>
        record.GetProperty("smoothing").EnumerateObject().Concat(record.GetProperty("initstate").EnumerateObject())
            .All(entry => Close(fitted.Parameters[OurName(entry.Name, season)], entry.Value.GetDouble()))
        && Close(fitted.Parameters["sigma2"], record.GetProperty("sigma2").GetDouble());

    private static bool Close(double ours, double theirs) => Math.Abs(ours - theirs) <= Agreement * Math.Abs(theirs);

    /// <summary>R numbers the season's figures backwards in time.</summary>
    private static string OurName(string name, int season) =>
        name[0] == 's' ? $"s{season + 1 - int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture)}" : name;

    private static void CompareForecasts(FittedModel fitted, JsonElement record, int horizon, string form)
    {
        SeriesForecast forecast = fitted.Forecast(horizon, Levels);
        ShouldBeClose(forecast.Mean, record, "mean", form);
        for (int level = 0; level < Levels.Length; level++)
        {
            ShouldBeClose(forecast.Quantiles[level], record, Bounds[level], form);
        }
    }

    private static void ShouldBeClose(double[] ours, JsonElement record, string row, string form)
    {
        double[] theirs = [.. record.GetProperty(row).EnumerateArray().Select(value => value.GetDouble())];
        double scale = record.GetProperty("hi95").EnumerateArray().Max(value => Math.Abs(value.GetDouble()));

        // R's formulas for a damped trend with multiplicative season forecast with one damping less than its model.
        double tolerance = form == "ETS(M,Ad,M)" ? 5 * Agreement : Agreement;
        for (int step = 0; step < theirs.Length; step++)
        {
            ours[step].ShouldBe(theirs[step], tolerance * scale, $"{form} {row} {step}");
        }
    }
}
