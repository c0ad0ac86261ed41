using System.CommandLine;
using Tollama.Cli.Wording;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>The quantiles of forecasts, as levels or as intervals.</summary>
internal sealed class LevelOptions
{
    private readonly Option<string?> _quantiles = new("--quantiles", "-q") { Description = RequestFields.Quantiles.Description, HelpName = "levels" };
    private readonly Option<string?> _level = new("--level") { Description = "Prediction intervals in percent: 80,95.", HelpName = "percents" };

    /// <summary>Both.</summary>
    public IEnumerable<Option> All => [_quantiles, _level];

    /// <summary>Lets a verb refuse both at once.</summary>
    public void Check(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(_quantiles) is not null && result.GetResult(_level) is not null)
        {
            result.AddError("--quantiles and --level say the same thing: give one of them");
        }
    });

    /// <summary>The levels that were typed; <see langword="null"/> for none.</summary>
    public IReadOnlyList<double>? Read(ParseResult parsed) => parsed.GetValue(_quantiles) is { } levels ? QuantileText.ParseLevels(levels)
        : parsed.GetValue(_level) is { } percents ? QuantileText.ParseIntervals(percents) : null;

    /// <summary>The option as it may be typed again, with a blank before it.</summary>
    public string Typed(ParseResult parsed) => parsed.GetValue(_quantiles) is { } levels ? $" --quantiles {levels}"
        : parsed.GetValue(_level) is { } percents ? $" --level {percents}" : "";
}
