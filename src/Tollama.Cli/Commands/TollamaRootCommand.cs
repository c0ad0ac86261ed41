using System.CommandLine;
using System.CommandLine.Help;

namespace Tollama.Cli.Commands;

/// <summary>All verbs.</summary>
internal sealed class TollamaRootCommand : RootCommand
{
    public TollamaRootCommand(CliHost host)
        : base("Time-series forecasting on your own machine: pull a model, run it on your data.")
    {
        Option<bool> version = new("--version", "-v") { Description = "Show the versions of this program and of the daemon." };
        Options.Remove(Options.OfType<VersionOption>().Single());
        Options.Add(version);
        HelpOption helpOption = Options.OfType<HelpOption>().Single();
        EnvironmentHelpAction help = new((HelpAction)helpOption.Action!);
        helpOption.Action = help;

        Subcommands.Add(new ServeCommand(host));
        Subcommands.Add(new QuickstartCommand(host));
        Subcommands.Add(new RunCommand(host));
        Subcommands.Add(new BacktestCommand(host));
        Subcommands.Add(new CompareCommand(host));
        Subcommands.Add(new AnomaliesCommand(host));
        Subcommands.Add(new ImputeCommand(host));
        Subcommands.Add(new ExplainCommand(host));
        Subcommands.Add(new InspectCommand(host));
        Subcommands.Add(new PullCommand(host));
        Subcommands.Add(new OutdatedCommand(host));
        Subcommands.Add(new CreateCommand(host));
        Subcommands.Add(new ImportCommand(host));
        Subcommands.Add(new ExportCommand(host));
        Subcommands.Add(new ListCommand(host));
        Subcommands.Add(new ShowCommand(host));
        Subcommands.Add(new PsCommand(host));
        Subcommands.Add(new RequestsCommand(host));
        Subcommands.Add(new LoadCommand(host));
        Subcommands.Add(new StopCommand(host));
        Subcommands.Add(new CopyCommand(host));
        Subcommands.Add(new RemoveCommand(host));
        Subcommands.Add(new PruneCommand(host));
        Subcommands.Add(new VerifyCommand(host));
        Subcommands.Add(new DoctorCommand(host));
        Subcommands.Add(new InfoCommand(host));
        Subcommands.Add(new HealthCommand(host));
        Subcommands.Add(new VersionCommand(host));
        Subcommands.Add(new CompletionCommand(host));
        SetAction((parsed, cancellationToken) => parsed.GetValue(version)
            ? VersionCommand.PrintAsync(host, baseUrl: null, json: false, cancellationToken)
            : Task.FromResult(help.Invoke(parsed)));
    }
}
