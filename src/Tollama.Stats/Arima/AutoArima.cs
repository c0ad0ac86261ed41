using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A seasonal ARIMA model whose orders are chosen by the data, perhaps with regressors.</summary>
/// <remarks>
/// Hyndman and Khandakar, Automatic time series forecasting: the forecast package for R, Journal of Statistical Software 27 (2008):
/// seasonal differences by the strength of the season, differences by the KPSS test (or other tests, by name), orders by the information
/// criterion in a stepwise search. Every model is estimated by exact maximum likelihood.
/// </remarks>
public sealed class AutoArima : RegressionModel
{
    private const int LongestSeason = 60;
    private const int ValuesNeeded = 4;
    private const int HighestOrder = 20;

    // The slope of so few values is mostly that of the last few. Chosen on rolling origins inside the training parts of the yearly
    // series of M3 and Tourism: one difference, with drift if the criterion wants it, forecasts better where the test asks for two.
    private const int ValuesForTwoDifferences = 20;

    /// <inheritdoc />
    public override string Name => "auto-arima";

    /// <summary>The most autoregressive terms, 0 to 20; 5 by default.</summary>
    public int MaxP { get; init => field = Check(value, HighestOrder, "max_p"); } = 5;

    /// <summary>The most moving-average terms, 0 to 20; 5 by default.</summary>
    public int MaxQ { get; init => field = Check(value, HighestOrder, "max_q"); } = 5;

    /// <summary>The most seasonal autoregressive terms, 0 to 5; 2 by default.</summary>
    public int MaxSeasonalP { get; init => field = Check(value, 5, "max_P"); } = 2;

    /// <summary>The most seasonal moving-average terms, 0 to 5; 2 by default.</summary>
    public int MaxSeasonalQ { get; init => field = Check(value, 5, "max_Q"); } = 2;

    /// <summary>The most differences, 0 to 2; 2 by default.</summary>
    public int MaxD { get; init => field = Check(value, 2, "max_d"); } = 2;

    /// <summary>The most seasonal differences, 0 or 1; 1 by default.</summary>
    public int MaxSeasonalD { get; init => field = Check(value, 1, "max_D"); } = 1;

    /// <summary>The most terms in all when every model is tried, 0 to 20; 5 by default. A stepwise search does not look at it.</summary>
    public int MaxOrder { get; init => field = Check(value, HighestOrder, "max_order"); } = 5;

    /// <summary>The autoregressive terms that a stepwise search begins with, 0 to 20; 2 by default. More than the most are cut to it.</summary>
    public int StartP { get; init => field = Check(value, HighestOrder, "start_p"); } = 2;

    /// <summary>The moving-average terms that a stepwise search begins with, 0 to 20; 2 by default. More than the most are cut to it.</summary>
    public int StartQ { get; init => field = Check(value, HighestOrder, "start_q"); } = 2;

    /// <summary>The seasonal autoregressive terms that a stepwise search begins with, 0 to 5; 1 by default.</summary>
    public int StartSeasonalP { get; init => field = Check(value, 5, "start_P"); } = 1;

    /// <summary>The seasonal moving-average terms that a stepwise search begins with, 0 to 5; 1 by default.</summary>
    public int StartSeasonalQ { get; init => field = Check(value, 5, "start_Q"); } = 1;

    /// <summary>How many models a search fits at most, 1 to 1000; 94 by default.</summary>
    public int MaxModels { get; init => field = Check(value, 1000, "max_models"); } = 94;

    /// <summary>Whether to step from neighbour to neighbour (the default) or to try every model.</summary>
    public bool Stepwise { get; init; } = true;

    /// <summary>The differences, 0 to 2; chosen by <see cref="Test"/> when <see langword="null"/>, the default.</summary>
    public int? D { get; init => field = value is int given ? Check(given, 2, "d") : null; }

    /// <summary>The seasonal differences, 0 or 1; chosen by <see cref="SeasonalTest"/> when <see langword="null"/>, the default.</summary>
    public int? SeasonalD { get; init => field = value is int given ? Check(given, 1, "D") : null; }

    /// <summary>What chooses the differences; <see cref="UnitRootTest.Kpss"/> by default. A given <see cref="D"/> needs none.</summary>
    public UnitRootTest Test { get; init; }

    /// <summary>
    /// What chooses the seasonal differences; <see cref="SeasonalUnitRootTest.Strength"/> by default. A given <see cref="SeasonalD"/> needs
    /// none.
    /// </summary>
    public SeasonalUnitRootTest SeasonalTest { get; init; }

    /// <summary>What the choice of the orders minimizes; the corrected criterion of Akaike by default.</summary>
    public InformationCriterion Criterion { get; init; }

    /// <summary>Whether a model with one difference may drift; true by default.</summary>
    public bool AllowDrift { get; init; } = true;

    /// <summary>Whether a model without differences may have a mean other than 0; true by default.</summary>
    public bool AllowMean { get; init; } = true;

    /// <summary>
    /// How many pairs of sine and cosine each season is given as regressors, instead of seasonal terms; none by default. One number counts
    /// for every season.
    /// </summary>
    public IReadOnlyList<int> FourierPairs { get; init; } = [];

    /// <summary>The options that a user gave, by their names; where one says nothing beside the others, a warning tells so.</summary>
    internal IReadOnlyList<string> Given { get; init; } = [];

    /// <inheritdoc />
    protected internal override bool UsesManySeasons => FourierPairs.Count > 0;

    // Around 0 models with and without a mean compete, so the level counts; but there it costs no digits.
    /// <inheritdoc />
    internal override LevelUse UseOfLevel(bool hasSeason, bool keepsSign) => AllowMean && keepsSign ? LevelUse.TakenOff : LevelUse.Kept;

    /// <inheritdoc />
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        if (history.ObservedCount < ValuesNeeded)
        {
            return LagWalk.Fit(history, lag: 1, $"naive: auto-arima needs {ValuesNeeded} observed values");
        }

        if (UnitRoots.IsConstant(history.ObservedValues))
        {
            return LagWalk.Fit(history, lag: 1, "naive: all values are equal");
        }

        List<string> warnings = [];
        FourierTerms fourier = FourierPairs.Count == 0 ? FourierTerms.None : FourierOf(history);
        int season = SeasonOf(history, warnings);
        warnings.AddRange(Ignored(isSeasonal: season > 1));
        WorkMeter meter = new(cancellationToken);
        List<double[]> regressors = [.. history.Regressors, .. fourier.Columns(0, history.Values.Length, meter)];
        (int differences, int seasonalDifferences) = ChooseDifferences(history, regressors, season, meter);
        ArimaData data = ArimaData.From(history, regressors, differences, seasonalDifferences, season, meter);
        ArimaSearch search = Search(data, meter);
        if (search.Best is null)
        {
            return LagWalk.Fit(history, lag: 1, "naive: too few values for an ARIMA model");
        }

        return search.Ranked
            .Select(fit => ArimaPredictor.From(data, EstimatorFor(data, fit, meter), fit, fourier, warnings, meter))
            .FirstOrDefault(predictor => predictor.IsSane(data, meter))
            ?? (Predictor)LagWalk.Fit(history, data.SeasonalDifferences > 0 ? season : 1, "naive: the forecasts of no ARIMA model are numbers of a sane size");
    }

    private static int Check(int value, int highest, string name) => value >= 0 && value <= highest
        ? value
        : throw new TollamaException(
            ErrorCode.InvalidRequest, $"options.{name} is {value}.", $"Give an integer from 0 to {highest}.");

    private static ArimaEstimator EstimatorFor(ArimaData data, ArimaFit fit, WorkMeter meter) => new(
        data, Math.Max(1, Math.Max(fit.Order.ArLength, fit.Order.MaLength)), Math.Max(1, fit.Order.Coefficients), meter);

    private int SeasonOf(History history, List<string> warnings)
    {
        if (FourierPairs.Count > 0)
        {
            return 1;
        }

        if (history.SeasonLength > LongestSeason)
        {
            warnings.Add(
                $"season of {history.SeasonLength} ignored: seasonal terms reach {LongestSeason} at most; "
                + "the option fourier follows longer seasons");
            return 1;
        }

        return history.SeasonLength;
    }

    private IEnumerable<string> Ignored(bool isSeasonal)
    {
        foreach (string name in Given)
        {
            string? why = name switch
            {
                "D" or "max_D" or "seasonal_test" or "start_P" or "start_Q" or "max_P" or "max_Q" when FourierPairs.Count > 0 => "the option fourier stands in for seasonal terms",
                "D" or "max_D" or "seasonal_test" or "start_P" or "start_Q" or "max_P" or "max_Q" when !isSeasonal =>
                    "the series has no season for seasonal terms; the option season_length says one",
                "max_D" or "seasonal_test" when SeasonalD is not null => $"D={SeasonalD} says the seasonal differences",
                "max_d" or "test" when D is not null => $"d={D} says the differences",
                "start_p" or "start_q" or "start_P" or "start_Q" when !Stepwise => "stepwise=false tries all orders",
                _ => null,
            };
            if (why is not null)
            {
                yield return $"{name} ignored: {why}";
            }
        }
    }

    private FourierTerms FourierOf(History history) =>
        new(history.SeasonLengths, [.. history.SeasonLengths.Select((_, index) => FourierPairs[Math.Min(index, FourierPairs.Count - 1)])]);

    // The tests look at what the regressors do not explain.
    private (int Differences, int SeasonalDifferences) ChooseDifferences(History history, List<double[]> regressors, int season, WorkMeter meter)
    {
        double[] rest = [.. history.Values];
        if (regressors.Count > 0)
        {
            double[][] columns = [Enumerable.Repeat(1.0, rest.Length).ToArray(), .. regressors.Select(Copy)];
            Numerics.LinearAlgebra.LinearRegression.Project(columns, columns.Length, rest, meter: meter);
        }

        int seasonalDifferences = season == 1 ? 0
            : SeasonalD ?? (MaxSeasonalD == 0 ? 0
            : SeasonalTest == SeasonalUnitRootTest.Ocsb ? OcsbTest.Differences(rest, season, meter)
            : SeasonalStrength.Differences(rest, season, meter));
        double[] differenced = Differencing.Apply(rest, 0, seasonalDifferences, season, meter);
        int most = history.Values.Length < ValuesForTwoDifferences ? Math.Min(1, MaxD) : MaxD;
        return (D ?? UnitRoots.Differences(differenced, most, Test, meter), seasonalDifferences);

        double[] Copy(double[] column)
        {
            meter.Spend(column.Length);
            return [.. column];
        }
    }

    private ArimaSearch Search(ArimaData data, WorkMeter meter)
    {
        ArimaSearch search = new(this, data, meter);
        if (Stepwise)
        {
            search.Stepwise();
        }
        else
        {
            search.Exhaustive();
        }

        search.Finish();
        return search;
    }
}
