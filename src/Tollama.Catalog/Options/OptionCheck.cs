using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Catalog;

/// <summary>Judges options by what a model declares, with the words in which the model itself would refuse them.</summary>
public static class OptionCheck
{
    /// <summary>Refuses a value that the option does not take, and an option that the model does not have.</summary>
    /// <param name="model">The model, as users type it.</param>
    /// <param name="options">The options, an object.</param>
    /// <param name="known">What the model declares.</param>
    /// <param name="beside">Names that may stand beside options, and may have been meant.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static void Require(string model, JsonElement options, IReadOnlyList<ModelOption> known, IReadOnlyList<string>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(known);
        OptionReader reader = new(model, options);
        foreach (ModelOption option in known)
        {
            Read(reader, option);
        }

        reader.RefuseOthers(beside);
    }

    private static object? Read(OptionReader reader, ModelOption option)
    {
        double lowest = option.Lowest ?? double.NegativeInfinity;
        double highest = option.Highest ?? double.PositiveInfinity;
        return option.Kind switch
        {
            OptionKinds.Integer => reader.Integer(option.Name, Whole(lowest), Whole(highest)),
            OptionKinds.Integers => reader.Integers(option.Name, Whole(lowest), Whole(highest)),
            OptionKinds.Number => reader.Number(option.Name, lowest, highest),
            OptionKinds.NumberOrAutomatic => reader.NumberOrAutomatic(option.Name, lowest, highest),
            OptionKinds.Boolean => reader.Boolean(option.Name),
            OptionKinds.Choice => reader.Choice(option.Name, [.. option.Choices ?? []]),
            _ => reader.Text(option.Name),
        };
    }

    private static int Whole(double bound) => (int)Math.Clamp(bound, int.MinValue, int.MaxValue);
}
