using System.CommandLine;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama backtest</c>: how well models would have forecast what is known.</summary>
internal sealed class BacktestCommand : BacktestVerb
{
    private readonly Argument<string> _models;

    public BacktestCommand(CliHost host)
        : base("backtest", "Measure how well models would have forecast what is known, at earlier origins.", "to backtest", host)
    {
        _models = ModelArgument<string>("The models: theta, or several with commas: auto,theta,seasonal-naive.");
        Arguments.Add(_models);
        AddAll();
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string typed = parsed.GetRequiredValue(_models);
        string[] models = typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (models.Length == 0)
        {
            throw CliException.Usage($"'{typed}' names no model", "name one or several: tollama backtest auto,theta sales.csv --horizon 12");
        }

        return RunAsync(parsed, session, models, typed, (_, _) => { }, cancellationToken);
    }
}
