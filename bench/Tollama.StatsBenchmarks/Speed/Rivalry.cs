namespace Tollama.StatsBenchmarks;

/// <summary>One of our models and what it is compared to.</summary>
/// <param name="Model">Ours.</param>
/// <param name="Methods">R's; several are added up.</param>
/// <param name="Goal">How many times as long R should take, as a geometric mean over the groups.</param>
internal sealed record Rivalry(string Model, string[] Methods, double Goal)
{
    public static IReadOnlyList<Rivalry> All { get; } =
    [
        new("theta", ["thetaf"], 30),
        new("auto-ets", ["ets"], 50),
        new("auto-arima", ["arima"], 30),
        new("mstl", ["stlf"], 20),
        new("auto", ["ets", "arima", "thetaf"], 20),
    ];
}
