using System.CommandLine;
using Tollama.Cli.Running;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama quickstart</c>: the first forecast, with nothing prepared.</summary>
internal sealed class QuickstartCommand : DaemonCommand
{
    private const string Model = "auto";

    private readonly Option<bool> _json = JsonOption.Create("Print the forecast as JSON, and nothing else.");
    private readonly Option<bool> _noAutostart = new("--no-autostart") { Description = "Do not start a daemon when none answers." };

    public QuickstartCommand(CliHost host)
        : base("quickstart", "Forecast an example that is inside the program, and see what to do next.", host, "TOLLAMA_HOME")
    {
        Options.Add(_json);
        Options.Add(_noAutostart);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        bool json = parsed.GetValue(_json);
        RunArguments arguments = new()
        {
            Request = new ForecastRequest { Model = Model, Horizon = RunArguments.DefaultHorizon, Stream = true },
            Table = ExampleTable.Read(),
            Format = json ? OutputFormat.Json : OutputFormat.Table,
            MayStartDaemon = !parsed.GetValue(_noAutostart),
        };
        int exitCode = await new ForecastRun(Host, session, arguments).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (exitCode == ExitCodes.Success && !json)
        {
            WriteNextSteps();
        }

        return exitCode;
    }

    private void WriteNextSteps() => Out.WriteLine(
        """
        These were the passengers of airlines, in thousands a month, and the twelve months that follow.
        Now with data of your own: a CSV file with a column of dates and a column of numbers.

          tollama run auto sales.csv --horizon 12               the same for your file
          tollama run auto sales.csv --horizon 12 --dry-run     what is read in it, and what is wrong
          tollama run auto sales.csv --horizon 12 --level 80,95 --output forecast.csv
          tollama list --available                              other models, also some with weights
          tollama help                                          everything else
        """);
}
