using System.CommandLine;
using System.Globalization;

namespace Tollama.Cli.Commands;

/// <summary>An option that is a whole number in a range, and says so when it is not.</summary>
internal static class WholeNumberOption
{
    public static Option<int?> Create(string name, string? alias, string description, string helpName, int min, int max = int.MaxValue) =>
        new(name, alias is null ? [] : [alias])
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
                {
                    return number;
                }

                string range = max == int.MaxValue ? $"of at least {min}" : $"from {min} to {max}";
                result.AddError($"{name} '{text}' is not a whole number {range}");
                return null;
            },
        };
}
