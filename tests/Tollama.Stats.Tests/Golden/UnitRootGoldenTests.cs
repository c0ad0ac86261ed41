using System.Text.Json;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Unit root tests have R's statistics, R's critical values and R's decisions.</summary>
public sealed class UnitRootGoldenTests
{
    private const double Tolerance = 1e-8;

    private static readonly JsonElement Golden = JsonElement.Parse(File.ReadAllBytes(RGolden.OwnPath("unit_roots/unit_roots.json")));

    public static TheoryData<int> Plain { get; } = [.. Enumerable.Range(0, Golden.GetProperty("plain").GetArrayLength())];

    public static TheoryData<int> Seasonal { get; } = [.. Enumerable.Range(0, Golden.GetProperty("seasonal").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Plain))]
    public void Statistics_and_critical_values_equal_R(int index)
    {
        JsonElement golden = Golden.GetProperty("plain")[index];
        double[] values = RGolden.Numbers(golden.GetProperty("x"));
        DickeyFuller.Statistic(values, WorkMeter.Endless())!.Value.ShouldBe(Number(golden, "adf"), Tolerance);
        DickeyFuller.CriticalValue(values.Length).ShouldBe(Number(golden, "adf5"), Tolerance);
        PhillipsPerron.Statistic(values, WorkMeter.Endless())!.Value.ShouldBe(Number(golden, "pp"), Tolerance);
        PhillipsPerron.CriticalValue(values.Length).ShouldBe(Number(golden, "pp5"), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void The_number_of_differences_equals_R(int index)
    {
        JsonElement golden = Golden.GetProperty("plain")[index];
        double[] values = RGolden.Numbers(golden.GetProperty("x"));
        UnitRoots.Differences(values, 2, UnitRootTest.Kpss, WorkMeter.Endless()).ShouldBe((int)Number(golden, "ndiffs_kpss"));
        UnitRoots.Differences(values, 2, UnitRootTest.Adf, WorkMeter.Endless()).ShouldBe((int)Number(golden, "ndiffs_adf"));
        UnitRoots.Differences(values, 2, UnitRootTest.Pp, WorkMeter.Endless()).ShouldBe((int)Number(golden, "ndiffs_pp"));
    }

    [Theory]
    [MemberData(nameof(Seasonal))]
    public void Statistic_critical_value_and_seasonal_differences_equal_R(int index)
    {
        JsonElement golden = Golden.GetProperty("seasonal")[index];
        double[] values = RGolden.Numbers(golden.GetProperty("x"));
        int season = (int)Number(golden, "season");
        OcsbTest.Statistic(values, season, WorkMeter.Endless()).ShouldBe(Number(golden, "ocsb"), Tolerance);
        OcsbTest.CriticalValue(season).ShouldBe(Number(golden, "ocsb5"), Tolerance);
        OcsbTest.Differences(values, season, WorkMeter.Endless()).ShouldBe((int)Number(golden, "nsdiffs_ocsb"));
    }

    private static double Number(JsonElement golden, string name) => golden.GetProperty(name).GetDouble();
}
