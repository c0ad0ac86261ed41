using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A model of the family: its name, and how it is made from options.</summary>
/// <param name="Name">As users type it: <c>theta</c>, <c>auto:fast</c>.</param>
/// <param name="Create">Reads the model's own options and makes the method, with what the family was handed.</param>
internal sealed record ModelDefinition(string Name, Func<OptionReader, StatsResources, UnivariateModel> Create)
{
    /// <summary>A model that has no use for what the family was handed.</summary>
    public ModelDefinition(string name, Func<OptionReader, UnivariateModel> create)
        : this(name, (options, _) => create(options))
    {
    }

    /// <summary>A model without options of its own.</summary>
    public ModelDefinition(string name, UnivariateModel method)
        : this(name, (_, _) => method)
    {
    }
}
