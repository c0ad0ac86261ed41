using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The memory of one search: the series, the parameters tried, the errors and their derivatives.</summary>
internal sealed class EtsWorkspace
{
    /// <summary>Reserves memory for every form of one series.</summary>
    /// <param name="values">The series, scaled to magnitude 1.</param>
    /// <param name="seasonLength">The number of values in a season; 1 for none.</param>
    /// <param name="meter">Counts the work.</param>
    public EtsWorkspace(double[] values, int seasonLength, WorkMeter meter)
    {
        Meter = meter;
        Values = values;
        SeasonLength = seasonLength;
        int lanes = Lanes(seasonLength);
        Fitted = new double[values.Length];
        Season = new double[seasonLength];
        Parameters = new double[lanes];
        LevelDerivatives = new double[lanes];
        SlopeDerivatives = new double[lanes];
        SeasonDerivatives = new double[seasonLength * lanes];
        LogDerivatives = new double[lanes];
        Rows = new double[values.Length * lanes];
        Products = new double[lanes * lanes];
    }

    /// <summary>Counts the work.</summary>
    public WorkMeter Meter { get; }

    /// <summary>The series.</summary>
    public double[] Values { get; }

    /// <summary>The number of values in a season; 1 for none.</summary>
    public int SeasonLength { get; }

    /// <summary>
    /// The parameters to evaluate, by <see cref="EtsParameters"/>: the smoothing parameters themselves, and the initial states.
    /// </summary>
    public double[] Parameters { get; }

    /// <summary>The one-step forecasts.</summary>
    public double[] Fitted { get; }

    /// <summary>The level after the last value.</summary>
    public double Level { get; set; }

    /// <summary>The slope after the last value.</summary>
    public double Slope { get; set; }

    /// <summary>The season's figures after the last value; position t % m belongs to value t.</summary>
    public double[] Season { get; }

    /// <summary>The derivatives of the level by each parameter.</summary>
    public double[] LevelDerivatives { get; }

    /// <summary>The derivatives of the slope by each parameter.</summary>
    public double[] SlopeDerivatives { get; }

    /// <summary>The derivatives of the season's figures, a row a figure.</summary>
    public double[] SeasonDerivatives { get; }

    /// <summary>The derivatives of the sum of the logarithms of the one-step forecasts.</summary>
    public double[] LogDerivatives { get; }

    /// <summary>
    /// A row a value: the derivatives of its error by each parameter, and the error itself in lane <see cref="ErrorLane"/>.
    /// </summary>
    public double[] Rows { get; }

    /// <summary>The products of the columns of <see cref="Rows"/>; a square, of which the upper triangle is filled.</summary>
    public double[] Products { get; }

    /// <summary>The sum of the squares of the errors.</summary>
    public double SquaredErrors { get; set; }

    /// <summary>The sum of the logarithms of the one-step forecasts; 0 when errors are additive.</summary>
    public double LogFitted { get; set; }

    /// <summary>The number of the season's figures that are parameters in the current form.</summary>
    public int FreeFigures { get; private set; }

    /// <summary>The lane of the errors in the current form.</summary>
    public int ErrorLane => EtsParameters.Season + FreeFigures;

    /// <summary>The length of a row in the current form, a multiple of 4.</summary>
    public int Stride { get; private set; }

    /// <summary>Lays the memory out for a form.</summary>
    public void Arrange(EtsForm form)
    {
        int season = form.HasSeason ? SeasonLength : 1;
        FreeFigures = season - 1;
        Stride = Lanes(season);
    }

    private static int Lanes(int seasonLength) => (EtsParameters.Season + seasonLength + 3) & ~3;
}
