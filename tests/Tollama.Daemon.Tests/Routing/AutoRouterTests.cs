using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Routing;

/// <summary>Which of the installed models answers in place of <c>auto</c>; requests over HTTP are tested end to end.</summary>
public sealed class AutoRouterTests
{
    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();

    private static readonly InstalledModel Auto = Installed("auto", "stats", variant: "auto");

    [Fact]
    public void Families_come_in_the_order_of_their_accuracy_and_sizes_from_the_largest_on()
    {
        InstalledModel[] best = [
            Installed("chronos-2", Families.Chronos2.Name, 120),
            Installed("chronos-2:small", Families.Chronos2.Name, 28),
            Installed("timesfm", Families.TimesFm.Name, 230),
            Installed("toto2", Families.Toto2.Name, 313),
            Installed("chronos-bolt:base", Families.ChronosBolt.Name, 205),
            Installed("chronos-bolt:tiny", Families.ChronosBolt.Name, 9)];

        for (int first = 0; first < best.Length; first++)
        {
            RouteOf(Call(HourlyWave(512)), [.. best.Skip(first).Reverse()]).Model.ShouldBe(best[first]);
        }
    }

    /// <summary>Anybody who may import could answer in place of everybody's <c>auto</c> otherwise.</summary>
    [Theory]
    [InlineData("pulled", null, null)]
    [InlineData("built_in", null, null)]
    [InlineData("pulled", true, "it was pulled from https://hub.example without a check of its certificate")]
    [InlineData("imported", null, "it was imported from an archive")]
    [InlineData("created", null, "it is made of files that somebody uploaded")]
    [InlineData("unknown", null, "how it came to this machine was not written down")]
    public void A_model_that_was_never_compared_with_a_hub_answers_only_who_names_it(string how, bool? isUnchecked, string? doubt)
    {
        InstalledModel model = Installed("chronos-2", Families.Chronos2.Name, 120);
        InstalledModel trusted = Installed("chronos-bolt:tiny", Families.ChronosBolt.Name, 9);
        ModelOrigin origin = new() { How = how, Endpoint = "https://hub.example", Unchecked = isUnchecked };

        foreach (ModelOrigin told in new[] { origin, new ModelOrigin { How = "copied", Model = "first", Of = origin } })
        {
            InstalledModel doubted = model with { Manifest = model.Manifest with { Origin = told } };
            AutoRoute alone = RouteOf(Call(HourlyWave(512)), doubted);
            AutoRoute beside = RouteOf(Call(HourlyWave(512)), doubted, trusted);

            (alone.Model, alone.IsDetour).ShouldBe(doubt is null ? (doubted, true) : (Auto, false));
            beside.Model.ShouldBe(doubt is null ? doubted : trusted);
            string? warning = doubt is null ? null : $"'chronos-2' was not chosen, because it was never compared with what a hub has: {doubt}; it answers who names it";
            (alone.Warning, beside.Warning).ShouldBe((warning, warning));
        }

        new AutoRoute(model, Reason: null).Warning.ShouldBeNull("who names a model gets it");
    }

    [Fact]
    public void A_model_whose_manifest_says_nothing_of_its_origin_is_never_chosen()
    {
        InstalledModel model = Installed("chronos-2", Families.Chronos2.Name, 120);
        RouteOf(Call(HourlyWave(512)), model with { Manifest = model.Manifest with { Origin = null } }).IsDetour.ShouldBeFalse();
    }

    [Fact]
    public void A_doubted_model_that_would_not_have_answered_is_not_mentioned()
    {
        InstalledModel best = Installed("chronos-2", Families.Chronos2.Name, 120);
        InstalledModel doubted = Installed("chronos-bolt:tiny", Families.ChronosBolt.Name, 9);
        RouteOf(Call(HourlyWave(512)), best, doubted with { Manifest = doubted.Manifest with { Origin = new ModelOrigin { How = "imported" } } }).Warning.ShouldBeNull();
    }

    [Fact]
    public void A_model_without_quantiles_never_answers()
    {
        AutoRoute route = RouteOf(Call(HourlyWave(512)), Installed("ttm", Families.Ttm.Name, 1, capabilities: ["forecast"]));

        route.ShouldBe(new AutoRoute(Auto, Reason: null));
    }

    /// <summary>A copy of it has its variant, and so its card.</summary>
    [Theory]
    [InlineData("tollama-tiny:1")]
    [InlineData("copy-of-it")]
    public void A_model_whose_card_says_so_never_answers(string name)
    {
        ModelCard card = Registry.Cards.First(card => card.NeverStandsIn);
        InstalledModel small = Installed(name, card.Family, 1, variant: card.Variant);
        InstalledModel large = Installed("chronos-bolt:tiny", card.Family, 9, variant: "tiny");

        RouteOf(Call(HourlyWave(512)), small).ShouldBe(new AutoRoute(Auto, Reason: null));
        RouteOf(Call(HourlyWave(512)), small, large).Model.ShouldBe(large);
    }

    [Fact]
    public void A_table_that_would_take_the_best_model_too_long_goes_to_the_next_one_and_the_reason_says_so()
    {
        InstalledModel large = Installed("chronos-2", Families.Chronos2.Name, 120);
        InstalledModel small = Installed("chronos-bolt:tiny", Families.ChronosBolt.Name, 9);

        // 2 * 120e6 weights * 32 tokens are 7.7e9 operations a series: 781 of them fit.
        RouteOf(Call(HourlyWave(512), count: 781), large, small).Model.ShouldBe(large);
        AutoRoute route = RouteOf(Call(HourlyWave(512), count: 782), large, small);

        route.Model.ShouldBe(small);
        route.Reason.ShouldBe("values more often than weekly (steps of one hour), and chronos-2 would take too long for so many");
        RouteOf(Call(HourlyWave(512), count: 782), large).Model.ShouldBe(Auto);
    }

    [Fact]
    public void Only_the_context_counts_of_a_history_that_is_longer()
    {
        InstalledModel model = Installed("chronos-2", Families.Chronos2.Name, 120, context: 512);

        RouteOf(Call(HourlyWave(2048), count: 781), model).Model.ShouldBe(model);
        RouteOf(Call(HourlyWave(2048), count: 781), model with { Manifest = model.Manifest with { ContextLength = 8192 } }).Model.ShouldBe(Auto);
    }

    [Fact]
    public void A_horizon_beyond_the_native_one_costs_nine_paths_a_block()
    {
        InstalledModel model = Installed("chronos-2", Families.Chronos2.Name, 120, horizon: 1024);

        RouteOf(Call(HourlyWave(512), count: 78, horizon: 1024), model).Model.ShouldBe(model);
        RouteOf(Call(HourlyWave(512), count: 78, horizon: 1025), model).Model.ShouldBe(model);
        RouteOf(Call(HourlyWave(512), count: 79, horizon: 1025), model).Model.ShouldBe(Auto);
    }

    [Fact]
    public void The_store_is_only_read_for_series_that_a_foundation_model_suits()
    {
        AutoRouter router = new(() => throw new InvalidOperationException("The store was read."), Registry);

        router.RouteOf(Auto, Call(Series("MS", 120)), options: null).Model.ShouldBe(Auto);
        Should.Throw<InvalidOperationException>(() => router.RouteOf(Auto, Call(HourlyWave(512)), options: null));
    }

    [Fact]
    public void An_auto_whose_Modelfile_sets_an_option_is_classical()
    {
        InstalledModel own = Auto with { Manifest = Auto.Manifest with { Options = new JsonObject { ["season_length"] = 24 } } };
        AutoRouter router = new(() => [Installed("chronos-2", Families.Chronos2.Name, 120)], Registry);

        router.RouteOf(own, Call(HourlyWave(512)), options: null).ShouldBe(new AutoRoute(own, Reason: null));
    }

    [Fact]
    public void A_model_whose_card_does_not_hand_over_answers_itself()
    {
        InstalledModel fast = Installed("auto:fast", "stats", variant: "auto:fast");
        AutoRouter router = new(() => [Installed("chronos-2", Families.Chronos2.Name, 120)], Registry);

        router.RouteOf(fast, Call(HourlyWave(512)), options: null).ShouldBe(new AutoRoute(fast, Reason: null));
    }

    [Theory]
    [InlineData("context_length", true)]
    [InlineData("raw_quantiles", true)]
    [InlineData("non_negative", true)]
    [InlineData("covariate_regression", true)]
    [InlineData("covariate_ridge", true)]
    [InlineData("season_length", false)]
    [InlineData("joint", false)]
    public void Options_that_every_family_of_the_ranking_has_do_not_keep_a_request(string option, bool isHandedOver)
    {
        using JsonDocument options = JsonDocument.Parse($$"""{"{{option}}": 1}""");
        AutoRouter router = new(() => [Installed("chronos-2", Families.Chronos2.Name, 120)], Registry);

        router.RouteOf(Auto, Call(HourlyWave(512)), options.RootElement).IsDetour.ShouldBe(isHandedOver);
    }

    private static AutoRoute RouteOf(Panel panel, params InstalledModel[] installed) =>
        new AutoRouter(() => installed, Registry).RouteOf(Auto, panel, options: null);

    private static InstalledModel Installed(
        string name, string family, int millions = 0, string? variant = null, int? context = null, int? horizon = null, string[]? capabilities = null) => new()
        {
            Name = ModelName.Parse(name),
            Manifest = new ModelManifest
            {
                Name = name,
                Family = family,
                Variant = variant,
                Source = new ModelSource { Type = "huggingface" },
                InstalledAt = "2026-01-01T00:00:00Z",
                License = new LicenseInfo { Type = "apache-2.0" },
                ParameterCount = millions * 1_000_000L,
                ContextLength = context,
                MaxHorizon = horizon,
                Capabilities = capabilities ?? ["forecast", "quantiles"],
                Origin = new ModelOrigin { How = "pulled", Endpoint = "https://hub.example" },
            },
            Digest = new string('0', 64),
            Size = 1,
            ModifiedAt = DateTimeOffset.UnixEpoch,
        };

    private static Panel Call(TimeSeries series, int count = 1, int horizon = 12) => new([.. Enumerable.Repeat(series, count)], horizon);

    private static TimeSeries HourlyWave(int length) => Series("h", length);

    private static TimeSeries Series(string freq, int length) => new()
    {
        Id = "a",
        Frequency = Frequency.Parse(freq),
        Target = [.. Enumerable.Range(1, length).Select(value => (double)value)],
    };
}
