using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The options that every model of the family has; one that was not given is <see langword="null"/>.</summary>
/// <param name="SeasonLengths"><c>season_length</c>: the season, or several.</param>
/// <param name="NonNegative">
/// <c>non_negative</c>: whether forecasts below 0 are raised to 0; by default when the history has no negative value.
/// </param>
/// <param name="BoxCoxLambda"><c>box_cox</c>: the power of the transformation, NaN to find one; none by default.</param>
/// <param name="Robust"><c>robust</c>: whether outliers are replaced before fitting; false by default.</param>
internal sealed record StatsOptions(int[]? SeasonLengths, bool? NonNegative, double? BoxCoxLambda, bool? Robust)
{
    /// <summary><c>residuals</c>: the law of the one-step errors; that of the method by default, and for one that has none to choose.</summary>
    public ResidualLaw? Residuals { get; init; }

    /// <summary>Reads and checks.</summary>
    public static StatsOptions Read(OptionReader reader) => new(
        reader.Integers("season_length"),
        reader.Boolean("non_negative"),
        reader.NumberOrAutomatic("box_cox", BoxCox.LowestLambda, BoxCox.HighestLambda),
        reader.Boolean("robust"));

    /// <summary>The same options with the law of the errors, if the method has residuals that its quantiles rest on.</summary>
    /// <remarks>Combinations widen their quantiles by what they saw, and demand comes in counts: neither has errors of one law.</remarks>
    public StatsOptions WithResiduals(OptionReader reader, UnivariateModel method) => method is Auto or Ensemble or IntermittentModel ? this : this with
    {
        Residuals = reader.Choice("residuals", "normal", "t", "laplace", "bootstrap") switch
        {
            "normal" => ResidualLaw.Normal,
            "t" => ResidualLaw.T,
            "laplace" => ResidualLaw.Laplace,
            "bootstrap" => ResidualLaw.Bootstrap,
            _ => null,
        },
    };

    /// <summary>A method with what these options do to the history before it is fitted: outliers are replaced first.</summary>
    public UnivariateModel Treat(UnivariateModel method)
    {
        UnivariateModel transformed = BoxCoxLambda is double lambda ? method.WithBoxCox(double.IsNaN(lambda) ? null : lambda) : method;
        return Robust == true ? transformed.WithOutlierCleaning() : transformed;
    }

    /// <summary>
    /// The seasons for a series: those given, in the order given; else those of the frequency that fit; else, for a method that wants it
    /// and a series of unknown frequency, what <see cref="SeasonDetector"/> finds.
    /// </summary>
    public int[] SeasonLengthsFor(ReadOnlySpan<double> target, Frequency? frequency, UnivariateModel method, CancellationToken cancellationToken)
    {
        if (SeasonLengths is not null)
        {
            return SeasonLengths;
        }

        if (frequency is null or { IsIndex: true })
        {
            WorkMeter meter = new(cancellationToken);
            return !method.FindsSeasons ? []
                : method.UsesManySeasons ? SeasonDetector.Search(target, meter)
                : SeasonDetector.SearchStrongest(target, meter);
        }

        // Nobody asked for these seasons, so nobody has to be told that the history is too short for one.
        int length = History.LengthBetweenEnds(target);
        IReadOnlyList<int> candidates = method.UsesManySeasons || frequency.HasOneSeason ? frequency.SeasonLengths : [frequency.SeasonLength];
        int[] seasons = [.. candidates.Where(season => (long)season * method.SeasonsNeeded <= length)];
        return frequency.HasOneSeason ? seasons[Math.Max(0, seasons.Length - 1)..] : seasons;
    }
}
