using System.Globalization;
using System.Runtime.InteropServices;

namespace Tollama.Stats;

/// <summary>The orders of a seasonal ARIMA model.</summary>
/// <param name="P">Autoregressive terms.</param>
/// <param name="D">Differences.</param>
/// <param name="Q">Moving-average terms.</param>
/// <param name="SeasonalP">Seasonal autoregressive terms.</param>
/// <param name="SeasonalD">Seasonal differences.</param>
/// <param name="SeasonalQ">Seasonal moving-average terms.</param>
/// <param name="Season">The values in a season; 1 for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ArimaOrder(int P, int D, int Q, int SeasonalP, int SeasonalD, int SeasonalQ, int Season)
{
    /// <summary>How many coefficients the polynomials have.</summary>
    public int Coefficients => P + Q + SeasonalP + SeasonalQ;

    /// <summary>The degree of the autoregressive polynomial.</summary>
    public int ArLength => P + (SeasonalP * Season);

    /// <summary>The degree of the moving-average polynomial.</summary>
    public int MaLength => Q + (SeasonalQ * Season);

    /// <summary>How many values are lost to differences.</summary>
    public int Lost => D + (SeasonalD * Season);

    /// <summary>As the literature writes it: <c>ARIMA(0,1,1)(0,1,1)[12]</c>.</summary>
    public override string ToString()
    {
        string plain = string.Create(CultureInfo.InvariantCulture, $"ARIMA({P},{D},{Q})");
        return SeasonalP + SeasonalD + SeasonalQ == 0
            ? plain
            : string.Create(CultureInfo.InvariantCulture, $"{plain}({SeasonalP},{SeasonalD},{SeasonalQ})[{Season}]");
    }
}
