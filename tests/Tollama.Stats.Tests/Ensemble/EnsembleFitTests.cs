using Microsoft.Extensions.Time.Testing;

namespace Tollama.Stats.Tests.Ensemble;

public sealed class EnsembleFitTests
{
    private static readonly History History = Histories.Alternating(21);

    private static readonly EnsembleMember One = new(new ScriptedModel("one", (_, _) => 1));
    private static readonly EnsembleMember Zero = new(new ScriptedModel("zero", (_, _) => 0));
    private static readonly EnsembleMember Half = new(new ScriptedModel("half", (_, _) => 0.5));
    private static readonly EnsembleMember Broken = new(ScriptedModel.Failing("broken"));

    [Fact]
    public void Without_origins_members_weigh_the_same()
    {
        IReadOnlyList<FittedMember> members = Fit(new Recipe([One, Zero, Half], null, "test"), out List<string> warnings);
        members.Select(member => member.Name).ShouldBe(["one", "zero", "half"]);
        members.Select(member => member.Weight).ShouldBe([1 / 3d, 1 / 3d, 1 / 3d], 1e-15);
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_member_that_fails_is_left_out_with_a_warning_and_its_weight_goes_to_the_others()
    {
        IReadOnlyList<FittedMember> members = Fit(new Recipe([One, Broken, Zero], null, "test"), out List<string> warnings);
        members.Select(member => (member.Name, member.Weight)).ShouldBe([("one", 0.5), ("zero", 0.5)]);
        warnings.ShouldBe(["broken left out: This is how it fails."]);
    }

    [Fact]
    public void When_all_fail_there_is_none()
    {
        Fit(new Recipe([Broken, Broken], null, "test"), out List<string> warnings).ShouldBeEmpty();
        warnings.Count.ShouldBe(2);
    }

    [Fact]
    public void The_member_with_the_largest_weight_comes_first_and_one_without_weight_is_not_fitted()
    {
        // At the origin the last values of an alternating series are known; forecasting them exactly leaves nothing for the others.
        EnsembleMember right = new(new ScriptedModel("right", (history, step) => history.Values[^1] == step % 2 ? 0 : 1));
        IReadOnlyList<FittedMember> members = Fit(new Recipe([Half, right], new RollingOrigins(1, 4, 4), "test"), out _);
        members[0].Name.ShouldBe("right");
        members.Sum(member => member.Weight).ShouldBe(1, 1e-15);
        members[0].Weight.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void A_member_that_failed_at_an_origin_has_no_weight_and_a_warning_says_so()
    {
        EnsembleMember sometimes = new(ScriptedModel.Failing("sometimes", 17));
        Recipe recipe = new([Broken, sometimes, Half], new RollingOrigins(2, 4, 1), "test");
        IReadOnlyList<FittedMember> members = Fit(recipe, out List<string> warnings);
        members.Select(member => (member.Name, member.Weight)).ShouldBe([("half", 1d)]);
        warnings.ShouldBe(["broken left out: it failed at an earlier origin", "sometimes left out: it failed at an earlier origin"]);
    }

    [Fact]
    public void Members_that_each_fail_at_another_origin_weigh_the_same()
    {
        EnsembleMember first = new(ScriptedModel.Failing("first", 17));
        EnsembleMember second = new(ScriptedModel.Failing("second", 13));
        Fit(new Recipe([first, second], new RollingOrigins(2, 4, 1), "test"), out _).Select(member => member.Weight).ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void Members_are_described_with_their_weights_unless_these_are_equal()
    {
        EnsembleFit.Describe(Fit(new Recipe([One, Zero], null, "test"), out _)).ShouldBe("mean of one, zero");
        EnsembleFit.Describe(Fit(new Recipe([One, Zero with { Prior = 3 }], null, "test"), out _)).ShouldBe("0.75 zero + 0.25 one");
    }

    [Fact]
    public void A_member_is_called_by_its_label_or_by_its_method_up_to_the_first_comma()
    {
        EnsembleMember labelled = One with { Label = "the one" };
        EnsembleMember wordy = new(new ScriptedModel("wordy, and so on", (_, _) => 1));
        Fit(new Recipe([labelled, wordy], null, "test"), out _).Select(member => member.Name).ShouldBe(["the one", "wordy"]);
    }

    [Fact]
    public void A_member_that_takes_too_long_is_left_out_with_a_warning()
    {
        Fit(Waiting(allowed: TimeSpan.FromSeconds(0.9)), out List<string> warnings).Select(member => member.Name).ShouldBe(["one"]);
        warnings.ShouldBe(["waiting left out: it took longer than 0.9 seconds"]);
    }

    [Fact]
    public void Time_that_is_long_enough_changes_nothing()
    {
        Fit(Waiting(allowed: TimeSpan.FromSeconds(1.1)), out List<string> warnings).Select(member => member.Name).ShouldBe(["one", "waiting"]);
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_fit_that_is_cancelled_before_its_time_is_over_ends()
    {
        EnsembleMember member = new(new WaitingModel(new FakeTimeProvider()));
        TimeLimit limit = new(TimeSpan.FromSeconds(1.1), new FakeTimeProvider());
        Should.Throw<OperationCanceledException>(() => member.Fit(History, limit, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_cancelled_fit_ends() => Should.Throw<OperationCanceledException>(
        () => EnsembleFit.Fit(History, new Recipe([One], null, "test"), [], out _, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(MemberSeasons.All, 4)]
    [InlineData(MemberSeasons.Shortest, 4)]
    [InlineData(MemberSeasons.None, 1)]
    public void A_member_is_told_the_seasons_that_it_is_for(object seasons, int expected)
    {
        int told = 0;
        ScriptedModel spy = new("spy", (history, _) => told = history.SeasonLength);
        EnsembleMember member = new(spy, (MemberSeasons)seasons);
        member.Fit(Histories.Of([.. History.Values], 4, 8), limit: null, TestContext.Current.CancellationToken);
        told.ShouldBe(expected);
    }

    [Fact]
    public void Errors_at_earlier_origins_multiply_what_a_member_counts_before()
    {
        Recipe equal = new([One, Zero], new RollingOrigins(1, 4, 0), "test");
        Fit(equal with { Members = [One with { Prior = 3 }, Zero] }, out _).Select(member => member.Weight).ShouldBe([0.75, 0.25]);
    }

    private static Recipe Waiting(TimeSpan allowed)
    {
        FakeTimeProvider clock = new();
        return new Recipe([One, new EnsembleMember(new WaitingModel(clock))], null, "test") { MemberTime = new TimeLimit(allowed, clock) };
    }

    private static IReadOnlyList<FittedMember> Fit(Recipe recipe, out List<string> warnings)
    {
        warnings = [];
        return EnsembleFit.Fit(History, recipe, warnings, out _, TestContext.Current.CancellationToken);
    }
}
