namespace Tollama.Stats.Tests.Golden;

/// <summary>Forecasts like R's stlf; the decomposition is R's to 1e-8, exponential smoothing may find a likelier fit than R.</summary>
public sealed class MstlGoldenTests
{
    private const double Near = 0.1;

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void The_mean_is_near_that_of_stlf(string id)
    {
        RGolden golden = RGolden.Load(id);
        if (!golden.Has("stlf"))
        {
            return;
        }

        double[] ours = new Mstl(testSeasons: false).Fit(golden.Train, golden.Season).Forecast(golden.Horizon).Mean;
        double[] theirs = golden.Array("stlf", "mean");
        double scale = golden.Train.Max(Math.Abs);
        double worst = ours.Zip(theirs, (our, their) => Math.Abs(our - their)).Max();
        worst.ShouldBeLessThanOrEqualTo((Near * scale) + 1e-9, $"{worst / scale:E1} of the largest value");
    }
}
