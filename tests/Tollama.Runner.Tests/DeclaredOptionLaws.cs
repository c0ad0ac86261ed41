using System.Globalization;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Runner.Tests;

/// <summary>The options that the catalog declares of a model are those that the loaded model accepts, of the same kind and range.</summary>
/// <remarks>
/// The model is asked: a value of the wrong kind is answered with what is expected, an unknown option with the names of those that there are.
/// </remarks>
public sealed class DeclaredOptionLaws
{
    private const string Lead = "Its options are ";

    private static readonly ModelRegistry Registry = ModelRegistry.LoadEmbedded();

    // They are taken out by the regression around the model, which does not tell their names.
    private static readonly string[] OfRegression = ["covariate_regression", "covariate_ridge"];

    private static readonly string[] AllNames =
        [.. Registry.Cards.SelectMany(card => Registry.OptionsOf(card.Family, card.FullVariant)).Select(option => option.Name).Distinct()];

    public static TheoryData<string, string> Models { get; } =
    [
        .. Registry.Cards.Where(card => card.Family == "stats").Select(card => (card.Family, card.FullVariant)),
        .. Families.All.Where(family => family.HasWeights).Select(family => (family.Name, "any")),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_declared_options_are_those_that_the_model_lists(string family, string model)
    {
        string hint = HintFor(LoadedFamily.Load(family, model), "0123456789", "1");
        hint.ShouldStartWith(Lead);
        string[] listed = [.. hint[Lead.Length..^1].Split(", ").Distinct()];
        Registry.OptionsOf(family, model).Select(option => option.Name).ShouldBe(listed.Concat(OfRegression), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_declared_option_has_the_kind_and_the_range_that_the_model_expects(string family, string model)
    {
        IForecastModel loaded = LoadedFamily.Load(family, model);
        foreach (ModelOption option in Registry.OptionsOf(family, model))
        {
            HintFor(loaded, option.Name, "{}").ShouldBe(Expected(option), option.Name);
            if (option.Kind is OptionKinds.Integer or OptionKinds.Integers)
            {
                bool takesLists = HintFor(loaded, option.Name, "[]").Contains("a list of them", StringComparison.Ordinal);
                takesLists.ShouldBe(option.Kind == OptionKinds.Integers, option.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Options_of_other_models_are_refused(string family, string model)
    {
        IForecastModel loaded = LoadedFamily.Load(family, model);
        string[] own = [.. Registry.OptionsOf(family, model).Select(option => option.Name)];
        foreach (string other in AllNames.Except(own))
        {
            Should.Throw<TollamaException>(() => Forecast(loaded, other, "1"), other).Message.ShouldContain($"has no option '{other}'");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_default_that_is_a_value_is_accepted_and_changes_nothing(string family, string model)
    {
        IForecastModel loaded = LoadedFamily.Load(family, model);
        double[] plain = MeanOf(Forecast(loaded, "covariate_ridge", "0"));
        foreach (ModelOption option in Registry.OptionsOf(family, model).Where(HasValue))
        {
            MeanOf(Forecast(loaded, option.Name, option.Default!.ToJsonString())).ShouldBe(plain, option.Name);
        }
    }

    private static bool HasValue(ModelOption option) =>
        option.Kind is OptionKinds.Choice or OptionKinds.Text || option.Default!.GetValueKind() != JsonValueKind.String;

    private static string Expected(ModelOption option)
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{option.Lowest} to {option.Highest ?? int.MaxValue}");
        return option.Kind switch
        {
            OptionKinds.Integer or OptionKinds.Integers => $"Give an integer from {range}.",
            OptionKinds.Number => $"Give a number from {range}.",
            OptionKinds.NumberOrAutomatic => $"Give true, \"auto\" or a number from {range}.",
            OptionKinds.Boolean => "Give true or false.",
            OptionKinds.Choice => $"Give one of {string.Join(", ", option.Choices!)}.",
            OptionKinds.Text => "Give a text.",
            _ => throw new ArgumentOutOfRangeException(nameof(option), option.Kind, "No such kind."),
        };
    }

    private static string HintFor(IForecastModel model, string option, string json) =>
        Should.Throw<TollamaException>(() => Forecast(model, option, json), option).Hint.ShouldNotBeNull();

    private static SeriesOutcome Forecast(IForecastModel model, string option, string json)
    {
        using JsonDocument options = JsonDocument.Parse($$"""{"{{option}}": {{json}}}""");
        double[] target = [.. Enumerable.Range(0, 40).Select(index => 10.0 + (index % 4) + (index * 0.1))];
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = target }], horizon: 2),
            Options = options.RootElement.Clone(),
        };
        return model.Forecast(task, null, TestContext.Current.CancellationToken).ShouldHaveSingleItem();
    }

    private static double[] MeanOf(SeriesOutcome outcome) => outcome.Forecast.ShouldNotBeNull().Mean;
}
