using System.CommandLine;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama compare</c>: which model is best for some data.</summary>
internal sealed class CompareCommand : BacktestVerb
{
    private readonly Option<string?> _models = new("--models") { Description = "The models to compare, instead of usual candidates: auto,theta.", HelpName = "models" };

    public CompareCommand(CliHost host)
        : base("compare", "Find the model that is best for some data, and the command that uses it.", "to compare models on", host) => AddAll(_models);

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string[] models = (parsed.GetValue(_models) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return RunAsync(parsed, session, models, typedModel: null, WriteNext, cancellationToken);

        void WriteNext(BacktestResponse found, TextWriter writer)
        {
            if (found.Best is { } best)
            {
                string options = Fields.Typed(parsed, RequestFields.OfForecast.Except(OnlyOfBacktests).Contains) + Settings.Typed(parsed) + Levels.Typed(parsed);
                writer.WriteLine();
                writer.WriteLine($"  tollama run {best} {TypedInput.Of(Inputs(parsed))} -n {found.Horizon}{options}");
            }
        }
    }
}
