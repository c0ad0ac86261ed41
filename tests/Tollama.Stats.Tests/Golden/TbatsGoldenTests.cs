using System.Text.Json;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Models beside those of R's <c>tbats</c>.</summary>
public sealed class TbatsGoldenTests
{
    private const double Objective = 0.1;
    private const double Criterion = 0.1;

    public static IEnumerable<TheoryDataRow<string>> Ids => Records().Select(record => new TheoryDataRow<string>(record.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_form_that_R_chose_fits_no_worse_than_in_R(string id)
    {
        JsonElement record = Load(id, out double[] values, out _);
        TbatsForm form = FormOf(record);
        TbatsEstimator estimator = new(values, WorkMeter.Endless());
        double best = new[] { 0.1, 0.9 }.Min(alpha =>
        {
            TbatsForm plain = form with { Ar = 0, Ma = 0 };
            TbatsFit first = estimator.Fit(plain, TbatsParameters.Start(plain, alpha), 1e-8, 60);
            TbatsFit fit = estimator.Fit(form, WithErrors(estimator, first, form), 1e-8, 200);
            return values.Length * Math.Log(fit.SquaredErrors);
        });
        best.ShouldBeLessThan(record.GetProperty("objective").GetDouble() + Objective);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_choice_is_no_worse_than_R_by_the_criterion(string id)
    {
        JsonElement record = Load(id, out double[] values, out int[] seasons);
        double squares = Math.Exp(record.GetProperty("objective").GetDouble() / values.Length);
        TbatsForm form = FormOf(record);
        double theirs = new TbatsFit(form, [], squares, values.Length).Aicc;
        FittedModel fit = new Stats.Tbats().Fit(values, seasons);
        fit.Parameters["aicc"].ShouldBeLessThan(theirs + Criterion, $"{fit.Method}; R: {form}");
    }

    // As the search does: the errors begin as an ARMA process fitted to the innovations of the model without.
    private static double[] WithErrors(TbatsEstimator estimator, TbatsFit first, TbatsForm form)
    {
        double[] innovations = estimator.Innovations(first, out _);
        ArimaData data = ArimaData.From(innovations, Array.ConvertAll(innovations, _ => true), [], 0, 0, 1, WorkMeter.Endless());
        ArimaOrder order = new(form.Ar, 0, form.Ma, 0, 0, 0, 1);
        ArimaFit errors = new ArimaEstimator(data, Math.Max(1, form.Ar + form.Ma), Math.Max(1, form.Ar + form.Ma), WorkMeter.Endless())
            .Fit(order, constant: false, new double[form.Ar + form.Ma], 1e-8);
        double[] start = TbatsParameters.Carry(first.Form, first.Point, form);
        errors.Parameters.CopyTo(start, form.FirstArma);
        return start;
    }

    private static List<JsonElement> Records()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(RGolden.OwnPath(Path.Combine("tbats", "tbats.json"))));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static JsonElement Load(string id, out double[] values, out int[] seasons)
    {
        JsonElement record = Records().Single(element => element.GetProperty("id").GetString() == id);
        if (record.TryGetProperty("train", out JsonElement train))
        {
            (values, seasons) = (RGolden.Numbers(train), Integers(record, "seasons"));
        }
        else
        {
            RGolden golden = RGolden.Load(id);
            (values, seasons) = (golden.Train, [golden.Season]);
        }

        return record;
    }

    private static TbatsForm FormOf(JsonElement record) => new(
        record.GetProperty("trend").GetBoolean(),
        record.GetProperty("damped").GetBoolean(),
        new TbatsHarmonics(Integers(record, "seasons"), Integers(record, "harmonics")),
        record.GetProperty("ar").GetInt32(),
        record.GetProperty("ma").GetInt32());

    private static int[] Integers(JsonElement record, string name) => [.. record.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];
}
