using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>ARIMA models by name.</summary>
internal static class ArimaModels
{
    public static IReadOnlyList<ModelDefinition> Definitions { get; } =
    [
        new("auto-arima", options => new AutoArima
        {
            StartP = options.Integer("start_p", 0, 20) ?? 2,
            StartQ = options.Integer("start_q", 0, 20) ?? 2,
            StartSeasonalP = options.Integer("start_P", 0, 5) ?? 1,
            StartSeasonalQ = options.Integer("start_Q", 0, 5) ?? 1,
            MaxP = options.Integer("max_p", 0, 20) ?? 5,
            MaxQ = options.Integer("max_q", 0, 20) ?? 5,
            MaxSeasonalP = options.Integer("max_P", 0, 5) ?? 2,
            MaxSeasonalQ = options.Integer("max_Q", 0, 5) ?? 2,
            MaxD = options.Integer("max_d", 0, 2) ?? 2,
            MaxSeasonalD = options.Integer("max_D", 0, 1) ?? 1,
            MaxOrder = options.Integer("max_order", 0, 20) ?? 5,
            Stepwise = options.Boolean("stepwise") ?? true,
            D = options.Integer("d", 0, 2),
            SeasonalD = options.Integer("D", 0, 1),
            Test = options.Choice("test", "kpss", "adf", "pp") switch
            {
                "adf" => UnitRootTest.Adf,
                "pp" => UnitRootTest.Pp,
                _ => UnitRootTest.Kpss,
            },
            SeasonalTest = options.Choice("seasonal_test", "seas", "ocsb") == "ocsb" ? SeasonalUnitRootTest.Ocsb : SeasonalUnitRootTest.Strength,
            Criterion = options.Choice("criterion", "aicc", "aic", "bic") switch
            {
                "aic" => InformationCriterion.Aic,
                "bic" => InformationCriterion.Bic,
                _ => InformationCriterion.Aicc,
            },
            AllowDrift = options.Boolean("allow_drift") ?? true,
            AllowMean = options.Boolean("allow_mean") ?? true,
            FourierPairs = options.Integers("fourier") ?? [],
            Given = Given(options),
        }),
        new("arima", Fixed),
    ];

    // Those that others can make meaningless; their values were checked before.
    private static List<string> Given(OptionReader options)
    {
        List<string> given = [.. ((string[])["start_p", "start_q", "start_P", "start_Q", "max_P", "max_Q", "max_d", "max_D", "D"]).Where(name => options.Integer(name, 0) is not null)];
        given.AddRange(((string[])["test", "seasonal_test"]).Where(name => options.Text(name) is not null));
        return given;
    }

    private static Arima Fixed(OptionReader options)
    {
        int[] order = Orders(options, "order") ?? [1, 1, 1];
        int[] seasonal = Orders(options, "seasonal_order") ?? [0, 0, 0];
        return new Arima(order[0], order[1], order[2], seasonal[0], seasonal[1], seasonal[2], options.Boolean("constant"));
    }

    private static int[]? Orders(OptionReader options, string name)
    {
        int[]? orders = options.Integers(name, 0);
        return orders is null or { Length: 3 } ? orders : throw new TollamaException(
            ErrorCode.InvalidRequest, $"options.{name} has {CountText.Of(orders.Length, "number", "numbers")}. Give three, e.g. [0, 1, 1].", "Give three integers, e.g. [0, 1, 1].");
    }
}
