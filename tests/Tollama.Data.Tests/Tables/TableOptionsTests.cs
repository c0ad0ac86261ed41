using Tollama.Core.Errors;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class TableOptionsTests
{
    [Fact]
    public void A_query_says_how_to_read_a_table()
    {
        TableOptions options = TableOptions.FromQuery(
            new Dictionary<string, string>
            {
                ["model"] = "auto",
                ["time"] = "ds",
                ["target"] = "y",
                ["id"] = "store, item",
                ["freq"] = "MS",
                ["strict"] = "true",
                ["duplicates"] = "sum",
                ["delimiter"] = ";",
                ["decimal"] = ",",
                ["future_covariates"] = "promo",
            },
            out IReadOnlyList<Fault> faults);

        faults.ShouldBeEmpty();
        options.TimeColumn.ShouldBe("ds");
        options.TargetColumns.ShouldBe(["y"]);
        options.IdColumns.ShouldBe(["store", "item"]);
        options.Frequency.ShouldNotBeNull().Name.ShouldBe("MS");
        options.Strict.ShouldBeTrue();
        options.Duplicates.ShouldBe(DuplicateMerge.Sum);
        options.Delimiter.ShouldBe(';');
        options.DecimalMark.ShouldBe(',');
        options.FutureCovariates.ShouldBe(["promo"]);
    }

    [Fact]
    public void Wrong_values_of_a_query_are_all_named()
    {
        TableOptions.FromQuery(
            new Dictionary<string, string> { ["freq"] = "sometimes", ["strict"] = "perhaps", ["delimiter"] = "xx", ["decimal"] = "5", ["duplicates"] = "7" },
            out IReadOnlyList<Fault> faults);

        faults.Select(fault => fault.Loc[1]).Order().ShouldBe(["decimal", "delimiter", "duplicates", "freq", "strict"]);
        faults[0].Msg.ShouldStartWith("freq: 'sometimes' is not a frequency");
    }

    [Fact]
    public void An_automatic_frequency_is_none()
    {
        TableOptions.FromQuery(new Dictionary<string, string> { ["freq"] = "auto" }, out IReadOnlyList<Fault> faults).Frequency.ShouldBeNull();
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_known_names_are_told() => TableOptions.QueryKeys.ShouldContain("future_covariates");
}
