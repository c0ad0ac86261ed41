namespace Tollama.Data.Tests.Cases;

/// <summary>Numbers as accountants and programs of many countries write them (kinds 19 and 20).</summary>
public sealed class NumberCases
{
    [Theory]
    [InlineData("19-dot-thousands/comma.csv", 950, 1210)]
    [InlineData("19-dot-thousands/semicolon.csv", 950, 1210)]
    [InlineData("19-dot-thousands/us-semicolon.csv", 950, 1210)]
    [InlineData("19-dot-thousands/all-big.csv", 95000, 121000)]
    public void Groups_of_three_beside_whole_numbers_are_thousands(string path, double first, double last)
    {
        double[] values = CaseFile.Read(path).Series.ShouldHaveSingleItem().Target.Values;

        values[0].ShouldBe(first);
        values[^1].ShouldBe(last);
    }

    [Fact]
    public void A_column_that_may_be_thousands_or_fractions_is_told_with_the_option_that_decides() =>
        CaseFile.Read("19-dot-thousands/all-big.csv").Warnings.ShouldContain(warning => warning.Contains("decimal=", StringComparison.Ordinal));

    [Theory]
    [InlineData("20-accounting-numbers/few-losses.csv", 53.70)]
    [InlineData("20-accounting-numbers/parentheses.csv", 601.47)]
    [InlineData("20-accounting-numbers/dollar-parentheses.csv", 601.47)]
    [InlineData("20-accounting-numbers/trailing-minus.csv", 601.47)]
    [InlineData("20-accounting-numbers/lakh.csv", 100251.61)]
    public void Losses_and_lakhs_are_numbers(string path, double mean)
    {
        double[] values = CaseFile.Read(path).Series.ShouldHaveSingleItem().Target.Values;

        values.ShouldAllBe(value => double.IsFinite(value));
        values.Average().ShouldBe(mean, 0.005);
    }
}
