using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Time;

namespace Tollama.Data.Tests.Repair;

public sealed class FutureAlignmentTests
{
    private static readonly TimeSeries Known = new()
    {
        Id = "a",
        Times = Stamps.Of("2024-01-01"),
        Target = [1],
        FutureTimes = Stamps.Of("2024-01-03", "2024-01-09", "2024-01-02"),
        Covariates =
        [
            new Covariate("price", NumberColumn.Of([0]), NumberColumn.Of([3, 9, 2])),
            new Covariate("past", NumberColumn.Of([5]), null),
            new Covariate("campaign", null, CategoryColumn.Of(["c", "i", null])),
        ],
    };

    [Fact]
    public void Each_step_gets_the_value_of_its_stamp_and_others_are_left_out()
    {
        TimeSeries aligned = FutureAlignment.Align(Known, Stamps.Of("2024-01-02", "2024-01-03"));

        aligned.FutureTimes!.Texts().ShouldBe(["2024-01-02", "2024-01-03"]);
        aligned.Covariates[0].Future.ShouldBeOfType<NumberColumn>().ShouldBe([2, 3]);
        aligned.Covariates[1].ShouldBeSameAs(Known.Covariates[1]);
        aligned.Covariates[2].Future.ShouldBeOfType<CategoryColumn>().ToTexts().ShouldBe([null, "c"]);
    }

    [Fact]
    public void A_step_without_a_stamp_is_an_error_that_names_both()
    {
        TollamaException error =
            Should.Throw<TollamaException>(() => FutureAlignment.Align(Known, Stamps.Of("2024-01-02", "2024-01-03", "2024-01-04")));

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldBe("the future covariate 'price' of series 'a' has no value for 2024-01-04, step 3 of 3.");
    }

    [Fact]
    public void A_number_that_is_missing_is_an_error_and_a_category_is_not()
    {
        TimeSeries missing = Known with { Covariates = [new Covariate("price", null, NumberColumn.Of([3, 9, double.NaN]))] };

        Should.Throw<TollamaException>(() => FutureAlignment.Align(missing, Stamps.Of("2024-01-03", "2024-01-02")))
            .Message.ShouldContain("2024-01-02, step 2 of 2");
        FutureAlignment.Align(missing, Stamps.Of("2024-01-03", "2024-01-09")).Covariates[0].Future.ShouldBeOfType<NumberColumn>()
            .ShouldBe([3, 9]);
    }

    [Fact]
    public void Futures_that_are_steps_already_stay_the_same_columns()
    {
        TimeSeries steps = Known with { FutureTimes = null };
        TimeSeries aligned = FutureAlignment.Align(steps, Stamps.Of("2024-01-02", "2024-01-03", "2024-01-04"));

        aligned.Covariates.ShouldBeSameAs(steps.Covariates);
        aligned.FutureTimes!.Count.ShouldBe(3);
    }
}
