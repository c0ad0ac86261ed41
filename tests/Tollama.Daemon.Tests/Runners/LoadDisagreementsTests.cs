using Tollama.Core.Api;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class LoadDisagreementsTests
{
    private static readonly ModelManifest Card = new()
    {
        Name = "m",
        Family = "f",
        Source = new ModelSource { Type = "runner" },
        InstalledAt = "2026-01-01T00:00:00Z",
        License = new LicenseInfo { Type = "none" },
        Capabilities = ["forecast", "past_covariates"],
        ContextLength = 512,
        MaxHorizon = 64,
    };

    [Fact]
    public void A_model_that_says_nothing_or_the_same_disagrees_in_nothing()
    {
        Of(Card, new LoadResult { Model = "m" }).ShouldBeEmpty();
        Of(Card, new LoadResult { Model = "m", UsesPastCovariates = true, UsesFutureCovariates = false, ContextLength = 512, MaxHorizon = 64 }).ShouldBeEmpty();
    }

    [Fact]
    public void Each_difference_is_named() =>
        Of(Card, new LoadResult { Model = "m", UsesPastCovariates = false, UsesFutureCovariates = true, ContextLength = 100, MaxHorizon = 1 }).ShouldBe(
        [
            "it uses future_covariates",
            "it does not use past_covariates",
            "context_length is 100 and not 512",
            "max_horizon is 1 and not 64",
        ]);

    [Fact]
    public void A_card_that_is_silent_is_not_contradicted() =>
        Of(
            Card with { Capabilities = [], ContextLength = null, MaxHorizon = null },
            new LoadResult { Model = "m", UsesFutureCovariates = true, ContextLength = 100, MaxHorizon = 1 }).ShouldBeEmpty();

    private static string[] Of(ModelManifest card, LoadResult load) => [.. LoadDisagreements.Of(card, load)];
}
