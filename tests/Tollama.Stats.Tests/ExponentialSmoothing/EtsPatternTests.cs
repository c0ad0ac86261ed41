using Tollama.Core.Errors;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsPatternTests
{
    [Fact]
    public void There_are_30_forms_and_each_is_read_back_from_its_name()
    {
        EtsForms.Names.Distinct().Count().ShouldBe(30);
        foreach (string name in EtsForms.Names)
        {
            EtsForm form = EtsForms.Parse(name);
            EtsForms.Parse(form.ToString()).ShouldBe(form);
            EtsForms.Parse(name.ToLowerInvariant()).ShouldBe(form);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AA")]
    [InlineData("NAN")]
    [InlineData("ANdN")]
    [InlineData("AXN")]
    [InlineData("ETS(A,A")]
    [InlineData("MAMM")]
    public void What_is_no_form_is_refused(string text)
    {
        TollamaException error = Should.Throw<TollamaException>(() => EtsPattern.Parse(text));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void An_open_pattern_has_the_candidates_of_R()
    {
        Count("ZZZ", seasonal: true, positive: true).ShouldBe(15);
        Count("ZZZ", seasonal: true, positive: false).ShouldBe(6);
        Count("ZZZ", seasonal: false, positive: true).ShouldBe(6);
        Count("ZZZ", seasonal: false, positive: false).ShouldBe(3);
        Count("MZM", seasonal: true, positive: true).ShouldBe(3);
        Count("AZN", seasonal: true, positive: true).ShouldBe(3);
        Count("ZMN", seasonal: false, positive: true).ShouldBe(1);
        EtsPattern.Parse("ZZZ").WithDamping(true).Forms(seasonal: false, positive: true).ShouldAllBe(form => form.Damped || !form.HasTrend);
    }

    [Theory]
    [InlineData("MAdM", false)]
    [InlineData("ANN", true)]
    public void A_damping_that_contradicts_the_form_is_refused(string model, bool damped) =>
        Should.Throw<TollamaException>(() => new AutoEts(model, damped)).Code.ShouldBe(ErrorCode.InvalidRequest);

    private static int Count(string pattern, bool seasonal, bool positive) => EtsPattern.Parse(pattern).Forms(seasonal, positive).Count();
}
