using System.CommandLine;
using Tollama.Cli.Terminal;

namespace Tollama.Cli.Commands;

/// <summary><c>--progress</c>: alone a switch that means on; with a value it says when.</summary>
internal static class ProgressOption
{
    private const string Name = "--progress";

    public static Option<ProgressMode> Create()
    {
        Option<ProgressMode> option = new(Name)
        {
            Description = "Progress on standard error: auto (on a terminal), on, off; alone it means on.",
            HelpName = "auto|on|off",
            CustomParser = result =>
            {
                ProgressMode? mode = result.Tokens is [var token] ? ModeOf(token.Value) : null;
                if (mode is null)
                {
                    result.AddError($"{Name} is one of auto, on, off");
                }

                return mode ?? ProgressMode.Auto;
            },
        };
        option.CompletionSources.Add("auto", "on", "off");
        return option;
    }

    /// <summary>The words of a command line with a value behind each <c>--progress</c>: what follows the bare switch is the input of <c>run</c>, unless it is a value.</summary>
    public static IReadOnlyList<string> WithValue(IReadOnlyList<string> words)
    {
        List<string> spelled = [];
        bool isOption = true;
        for (int index = 0; index < words.Count; index++)
        {
            isOption &= words[index] != "--";
            if (!isOption || words[index] != Name)
            {
                spelled.Add(words[index]);
            }
            else if (index + 1 < words.Count && ModeOf(words[index + 1]) is not null)
            {
                spelled.Add($"{Name}={words[++index]}");
            }
            else
            {
                spelled.Add(Name + "=on");
            }
        }

        return spelled;
    }

    private static ProgressMode? ModeOf(string text) => text.ToLowerInvariant() switch
    {
        "auto" => ProgressMode.Auto,
        "on" => ProgressMode.On,
        "off" => ProgressMode.Off,
        _ => null,
    };
}
