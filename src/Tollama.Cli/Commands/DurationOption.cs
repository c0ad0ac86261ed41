using System.CommandLine;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Commands;

/// <summary>An option that is a duration; it travels to the daemon as it was written.</summary>
internal static class DurationOption
{
    public static Option<string?> Create(string name, string description, params string[] aliases)
    {
        Option<string?> option = new(name, aliases) { Description = description, HelpName = "duration" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !DurationText.TryParse(text, out _))
            {
                result.AddError($"{name} '{text}' is not a duration: write {DurationText.Grammar}");
            }
        });
        return option;
    }
}
