using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Looks for the model of given differences whose information criterion is least.</summary>
/// <remarks>
/// Hyndman and Khandakar, Automatic time series forecasting: the forecast package for R, Journal of Statistical Software 27 (2008), section
/// 3.2: from the best of four simple models, steps to a better neighbour until there is none. Every model is fitted by exact likelihood,
/// beginning at the parameters of the model it is a neighbour of. Models with a root of modulus below 1.01 are refused, and so are those
/// with fewer than ten values for each coefficient of their polynomials: in short series such a model has the least criterion more often
/// than the best forecast.
/// </remarks>
internal sealed class ArimaSearch
{
    // In units of the log-likelihood while models are compared; of the sum of squares when the best is finished.
    private const double Tolerance = 2e-3;
    private const double FinalTolerance = 1e-11;
    private const int ValuesPerCoefficient = 10;

    // What fills gaps is smoother than the series, which leads a search on and on; without gaps about twenty
    // models are tried. Where values times season are few, a longer search takes no time, and is better by trial.
    private const int MostModelsWithGaps = 24;
    private const long ManyValues = 4000;

    private readonly AutoArima _settings;
    private readonly ArimaData _data;
    private readonly ArimaEstimator _estimator;
    private readonly HashSet<(ArimaOrder Order, bool Constant)> _tried = [];
    private readonly List<(ArimaFit Fit, double Value)> _fits = [];
    private readonly ArimaOrder _limits;
    private readonly bool _needsConstant;
    private readonly int _maxModels;
    private double _bestValue = double.PositiveInfinity;

    /// <summary>Prepares a search.</summary>
    public ArimaSearch(AutoArima settings, ArimaData data, WorkMeter meter)
    {
        _settings = settings;
        _data = data;
        _needsConstant = NeedsConstant;
        _maxModels = data.HasGaps && (long)data.Length * data.Season > ManyValues ? Math.Min(settings.MaxModels, MostModelsWithGaps) : settings.MaxModels;
        int third = data.Levels.Length / 3;
        int seasons = data.Season > 1 ? third / data.Season : 0;
        _limits = new ArimaOrder(
            Math.Min(settings.MaxP, third),
            data.Differences,
            Math.Min(settings.MaxQ, third),
            Math.Min(settings.MaxSeasonalP, seasons),
            data.SeasonalDifferences,
            Math.Min(settings.MaxSeasonalQ, seasons),
            data.Season);
        int longest = Math.Max(1, Math.Max(_limits.ArLength, _limits.MaLength));
        _estimator = new ArimaEstimator(data, longest, Math.Max(1, _limits.Coefficients), meter);
    }

    /// <summary>The best model so far; <see langword="null"/> if none could be fitted.</summary>
    public ArimaFit? Best { get; private set; }

    /// <summary>The models to take, the best first: of some the forecasts are no numbers, see <see cref="ArimaPredictor.IsSane"/>.</summary>
    public IEnumerable<ArimaFit> Ranked =>
        (Best is { } best ? new[] { best } : []).Concat(_fits.OrderBy(one => one.Value).Select(one => one.Fit).Where(fit => fit.IsFarFromUnitRoots()));

    /// <summary>How many models were fitted.</summary>
    public int Fitted { get; private set; }

    private bool AllowsConstant =>
        _data.AllowsConstant && (_data.Differences + _data.SeasonalDifferences == 0 ? _settings.AllowMean : _settings.AllowDrift);

    // A level that never touches 0 has a mean, however few values there are to pay for it.
    private bool NeedsConstant => AllowsConstant && _data.Differences + _data.SeasonalDifferences == 0
        && _data.KeepsSign;

    /// <summary>Steps from neighbour to neighbour.</summary>
    public void Stepwise()
    {
        bool constant = AllowsConstant;
        Try(_settings.StartP, _settings.StartQ, _settings.StartSeasonalP, _settings.StartSeasonalQ, constant);
        Try(0, 0, 0, 0, constant);
        Try(1, 0, 1, 0, constant);
        Try(0, 1, 0, 1, constant);
        Try(0, 0, 0, 0, false);
        while (Fitted < _maxModels && Best is not null && StepToNeighbour(Best))
        {
        }
    }

    /// <summary>Fits every model within the limits.</summary>
    public void Exhaustive()
    {
        for (int size = 0; size <= _settings.MaxOrder; size++)
        {
            for (int p = 0; p <= Math.Min(size, _limits.P); p++)
            {
                for (int q = 0; q <= Math.Min(size - p, _limits.Q); q++)
                {
                    for (int seasonalP = 0; seasonalP <= Math.Min(size - p - q, _limits.SeasonalP); seasonalP++)
                    {
                        int seasonalQ = size - p - q - seasonalP;
                        if (seasonalQ <= _limits.SeasonalQ)
                        {
                            Try(p, q, seasonalP, seasonalQ, AllowsConstant);
                            Try(p, q, seasonalP, seasonalQ, false);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Estimates the best model to the last digit that counts.</summary>
    public void Finish()
    {
        if (Best is ArimaFit best)
        {
            ArimaFit finished = _estimator.Fit(best.Order, best.Constant, best.Parameters, FinalTolerance);
            Best = finished.LogLikelihood > best.LogLikelihood ? finished : best;
        }
    }

    private bool StepToNeighbour(ArimaFit centre)
    {
        ArimaOrder at = centre.Order;

        // As R does, and better by trial on short series: without season, only a model with drift leads away from the plain random walk.
        bool constant = at.Season == 1 && at.Coefficients == 0 ? AllowsConstant : centre.Constant;
        foreach ((int p, int q, int seasonalP, int seasonalQ) in Neighbourhood)
        {
            if (Try(at.P + p, at.Q + q, at.SeasonalP + seasonalP, at.SeasonalQ + seasonalQ, constant))
            {
                return true;
            }
        }

        return Try(at.P, at.Q, at.SeasonalP, at.SeasonalQ, !centre.Constant && AllowsConstant);
    }

    private static readonly (int P, int Q, int SeasonalP, int SeasonalQ)[] Neighbourhood =
    [
        (0, 0, -1, 0), (0, 0, 0, -1), (0, 0, 1, 0), (0, 0, 0, 1), (0, 0, -1, -1), (0, 0, -1, 1), (0, 0, 1, -1), (0, 0, 1, 1),
        (-1, 0, 0, 0), (0, -1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (-1, -1, 0, 0), (-1, 1, 0, 0), (1, -1, 0, 0), (1, 1, 0, 0),
    ];

    // Orders beyond the limits are cut to them; a model that was tried before is not tried again.
    private bool Try(int p, int q, int seasonalP, int seasonalQ, bool constant)
    {
        if (Math.Min(Math.Min(p, q), Math.Min(seasonalP, seasonalQ)) < 0 || Fitted >= _maxModels || (!constant && _needsConstant))
        {
            return false;
        }

        ArimaOrder order = _limits with
        {
            P = Math.Min(p, _limits.P),
            Q = Math.Min(q, _limits.Q),
            SeasonalP = Math.Min(seasonalP, _limits.SeasonalP),
            SeasonalQ = Math.Min(seasonalQ, _limits.SeasonalQ),
        };
        if (order.Coefficients * ValuesPerCoefficient > _data.Length || !_tried.Add((order, constant)))
        {
            return false;
        }

        Fitted++;
        ArimaFit fit = _estimator.Fit(order, constant, Start(order), Tolerance / _data.Length);
        double value = fit.Value(_settings.Criterion);
        if (double.IsFinite(value))
        {
            _fits.Add((fit, value));
        }

        if (!(value < _bestValue) || !fit.IsFarFromUnitRoots())
        {
            return false;
        }

        (_bestValue, Best) = (value, fit);
        return true;
    }

    // The parameters of the best model so far as far as the orders agree; the rest, and all when there is none, 0.
    private double[] Start(ArimaOrder order)
    {
        double[] start = new double[order.Coefficients];
        if (Best is not null)
        {
            ArmaStart.Carry(Best, order, start);
        }

        return start;
    }
}
