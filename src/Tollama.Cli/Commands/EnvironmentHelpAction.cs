using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Commands;

/// <summary>The usual help, and below it the environment variables that matter to the verb.</summary>
internal sealed class EnvironmentHelpAction(HelpAction help) : SynchronousCommandLineAction
{
    private const int Indent = 2;
    private const int Gap = 4;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = help.Invoke(parseResult);
        TextWriter writer = parseResult.InvocationConfiguration.Output;
        EnvironmentVariable[] variables = [.. VariablesOf(parseResult.CommandResult.Command)];
        int width = variables.Max(variable => variable.Name.Length);
        writer.WriteLine("Environment Variables:");
        foreach (EnvironmentVariable variable in variables)
        {
            writer.WriteLine(
                $"{new string(' ', Indent)}{variable.Name.PadRight(width + Gap)}{variable.Description} [default: {variable.Default}]");
        }

        return exitCode;
    }

    private static IEnumerable<EnvironmentVariable> VariablesOf(Command command)
    {
        IReadOnlyList<string> names = command is VerbCommand verb ? verb.Variables : ["TOLLAMA_HOST", "TOLLAMA_API_KEY", "TOLLAMA_HOME"];
        return TollamaEnvironment.Variables.Where(variable => names.Contains(variable.Name));
    }
}
