using System.Globalization;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Series;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>
/// Decides who answers a request to a model that hands over: an installed foundation model where such models are better, else the model itself.
/// </summary>
/// <remarks>
/// The catalog says which model hands over, and which families may answer. docs/models/auto.md has the rules and where they come from.
/// They look at the request and at what is installed, never at a clock. A model of unknown provenance is never chosen: it answers who names it.
/// </remarks>
/// <param name="installed">Lists the installed models.</param>
/// <param name="registry">The cards of the models.</param>
internal sealed class AutoRouter(Func<IReadOnlyList<InstalledModel>> installed, ModelRegistry registry)
{
    // About half a minute on two cores of a Zen 4, 10 to 25 seconds on a Zen 5: bench/results/amd-epyc-2-cores/models.md.
    private const double MostOperations = 6e12;

    // What every family that may answer understands.
    private static readonly string[] OfAnyModel =
        [.. Families.Ranked.Select(family => family.Options.AsEnumerable()).Aggregate((common, options) => common.Intersect(options))];

    /// <summary>The model that answers the call.</summary>
    /// <param name="asked">The model that the request names.</param>
    /// <param name="panel">The series, which are regular.</param>
    /// <param name="options">The options of the request.</param>
    internal AutoRoute RouteOf(InstalledModel asked, Panel panel, JsonElement? options)
    {
        AutoRoute itself = new(asked, Reason: null);
        if (!HandsOver(asked) || panel.Series.Count == 0 || HasOwnOptions(options) || SeriesProfile.Of(panel.Series) is not { } profile)
        {
            return itself;
        }

        InstalledModel[] all = [.. installed().Where(MayStandIn).OrderBy(Rank)];
        InstalledModel[] candidates = [.. all.Where(model => OriginDoubt.Of(model.Manifest) is null)];
        InstalledModel? first = all.FirstOrDefault(IsQuick);
        InstalledModel? chosen = candidates.FirstOrDefault(IsQuick);
        AutoRoute route = chosen is null ? itself : new AutoRoute(chosen, ReasonOf(profile, chosen, candidates[0]));
        return first == chosen ? route : route with { PassedOver = first };

        bool IsQuick(InstalledModel model) => OperationsOf(model, panel) <= MostOperations;
    }

    private bool HandsOver(InstalledModel model) =>
        registry.Find(model.Manifest.Family, model.Manifest.Variant) is { HandsOver: true } && ModelDefaults.OfFamily(model) is null;

    private bool MayStandIn(InstalledModel model) =>
        Families.Find(model.Manifest.Family) is { AutoRank: not null } && model.Manifest.Capabilities.Contains("quantiles")
        && registry.Find(model.Manifest.Family, model.Manifest.Variant) is not { NeverStandsIn: true };

    private static (int Place, long Parameters, string Name) Rank(InstalledModel model) =>
        (Families.Find(model.Manifest.Family)!.AutoRank!.Place, -(model.Manifest.ParameterCount ?? 0), model.Name.Short);

    private static double OperationsOf(InstalledModel model, Panel panel) =>
        panel.Series.Sum(series => WorkEstimate.OperationsOf(model, series, panel.Horizon));

    private static bool HasOwnOptions(JsonElement? options) =>
        options is { ValueKind: JsonValueKind.Object } given && given.EnumerateObject().Any(option => !OfAnyModel.Contains(option.Name));

    private static string ReasonOf(SeriesProfile profile, InstalledModel chosen, InstalledModel best)
    {
        string data = profile.IsLong
            ? string.Create(CultureInfo.InvariantCulture, $"{SeriesProfile.LongHistory} values or more")
            : $"values more often than weekly (steps of {profile.Frequency})";
        return chosen == best
            ? $"{data}, and it is the best foundation model installed"
            : $"{data}, and {best.Name.Short} would take too long for so many";
    }
}
