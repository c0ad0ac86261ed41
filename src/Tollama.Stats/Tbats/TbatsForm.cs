using System.Globalization;

namespace Tollama.Stats;

/// <summary>Which components a model has.</summary>
/// <param name="Trend">Whether there is a slope.</param>
/// <param name="Damped">Whether the slope fades.</param>
/// <param name="Harmonics">The seasons.</param>
/// <param name="Ar">Autoregressive terms of the errors.</param>
/// <param name="Ma">Moving-average terms of the errors.</param>
internal sealed record TbatsForm(bool Trend, bool Damped, TbatsHarmonics Harmonics, int Ar = 0, int Ma = 0)
{
    /// <summary>How many parameters are searched: alpha, beta, the damping, two gains a season, those of the errors.</summary>
    public int Parameters => FirstArma + Ar + Ma;

    /// <summary>Where the gains of the seasons begin among the parameters.</summary>
    public int FirstGain => 1 + (Trend ? 1 : 0) + (Damped ? 1 : 0);

    /// <summary>Where the parameters of the errors begin.</summary>
    public int FirstArma => FirstGain + (2 * Harmonics.Seasons.Length);

    /// <summary>How many numbers were estimated: parameters, initial states and the variance.</summary>
    public int Estimated
    {
        get
        {
            int idle = Harmonics.Counts.Count(count => count == 0);
            return Parameters - (2 * idle) + Harmonics.States + (Trend ? 2 : 1) + 1;
        }
    }

    /// <summary>Almost as the paper writes it: <c>TBATS({1,0}, damped trend, {24,11}, {168,6})</c>.</summary>
    public override string ToString()
    {
        string trend = (Trend, Damped) switch
        {
            (false, _) => "no trend",
            (_, false) => "trend",
            _ => "damped trend",
        };
        string waves = Harmonics.Description;
        return string.Create(CultureInfo.InvariantCulture, $"TBATS({{{Ar},{Ma}}}, {trend}{(waves.Length > 0 ? ", " : "")}{waves})");
    }
}
