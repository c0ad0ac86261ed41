namespace Tollama.StatsBenchmarks;

/// <summary>A number to reach.</summary>
/// <param name="Data">The competition.</param>
/// <param name="Group">Its group; ALL for all of it.</param>
/// <param name="Model">Our model.</param>
/// <param name="Measure">What is measured: sMAPE, MASE, ….</param>
/// <param name="Value">The bound.</param>
/// <param name="Source">Where the bound comes from.</param>
internal sealed record Target(string Data, string Group, string Model, string Measure, double Value, string Source)
{
    /// <summary>What was reached.</summary>
    public double Reached(GroupScore score) => Measure switch
    {
        "sMAPE" => score.Smape,
        "MASE" => score.Mase,
        "RMSSE" => score.Rmsse,
        "MSIS95" => score.Msis,
        "Cov95, distance from 0.95" => Math.Abs(score.Coverage - 0.95),
        _ => score.Crps,
    };
}
