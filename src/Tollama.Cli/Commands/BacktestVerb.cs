using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>A verb that measures models at earlier origins.</summary>
internal abstract class BacktestVerb(string name, string description, string purpose, CliHost host) : OperationCommand(
    name, description, purpose, host,
    RequestFields.Horizon, RequestFields.Gap, RequestFields.Windows, RequestFields.Step, RequestFields.MaxHistory, RequestFields.Metrics, RequestFields.MaseSeasonality, RequestFields.By,
    RequestFields.Intervals, RequestFields.Residuals, RequestFields.Lower, RequestFields.Upper, RequestFields.Integer, RequestFields.SeasonLength, RequestFields.NonNegative,
    RequestFields.CovariatesMode, RequestFields.Seed)
{
    private const string KeepName = "--keep";

    private readonly Option<bool> _expanding = new("--expanding") { Description = "Each window sees all values before its origin, which it does anyway without --sliding." };
    private readonly Option<string?> _keep = new(KeepName) { Description = "Write the forecasts of all windows to a file: .csv, .parquet, .arrow, .xlsx.", HelpName = "file" };

    /// <summary>The fields that a forecast has for its own choice of a model, and that say something else there.</summary>
    protected static IReadOnlyList<RequestField> OnlyOfBacktests { get; } = [RequestFields.Windows, RequestFields.Step, RequestFields.Metrics, RequestFields.MaseSeasonality];

    /// <summary>The quantiles of the forecasts.</summary>
    protected LevelOptions Levels { get; } = new();

    /// <summary>Adds the input and all options.</summary>
    protected void AddAll(params Option[] own)
    {
        AddInput([.. own, .. Levels.All, _expanding, _keep]);
        Levels.Check(this);
        Validators.Add(result =>
        {
            if (result.GetValue(_expanding) && result.Children.Any(child => child is System.CommandLine.Parsing.OptionResult { Option.Name: "--max-history", Implicit: false }))
            {
                result.AddError("--expanding and --sliding contradict each other: give one of them");
            }
        });
    }

    /// <summary>Asks, and shows the answer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="session">The daemon.</param>
    /// <param name="models">The models; the daemon chooses when there is none.</param>
    /// <param name="typedModel">What was typed in the place before the input; <see langword="null"/> for a verb without.</param>
    /// <param name="writeNext">Writes what follows below the sheet.</param>
    /// <param name="cancellationToken">Cancels the work, also in the daemon.</param>
    protected Task<int> RunAsync(
        ParseResult parsed, DaemonSession session, IReadOnlyList<string> models, string? typedModel, Action<BacktestResponse, TextWriter> writeNext, CancellationToken cancellationToken)
    {
        TablePlace? kept = TablePlace.Check(KeepName, parsed.GetValue(_keep), Inputs(parsed));
        ForecastRequest request = new()
        {
            Models = models.Count == 0 ? null : models,
            Quantiles = Levels.Read(parsed),
            Include = kept is null ? null : [Inclusion.Forecasts],
            Stream = true,
        };
        OperationArguments arguments = Read(parsed, request, models) with { ReplacesModel = true };
        arguments = arguments with { Source = arguments.Source with { Model = typedModel, Rest = " --horizon 12" } };
        OperationRun run = new(Host, session, arguments);
        return run.ExecuteAsync(
            (input, token) => run.WatchAsync(
                input.Body is { } body ? session.Client.BacktestRawStreamAsync(body, token) : session.Client.BacktestFilesStreamAsync(input.Files, input.Request, token),
                "windows"),
            ShowAsync,
            cancellationToken);

        async Task<int> ShowAsync(BacktestResponse found, CancellationToken token)
        {
            BacktestNotices.Write(found, Host.Terminal.Error);
            if (kept is not null)
            {
                await kept.Place.WriteAsync(file => Tables.WriteAsync(found, kept.Format, file, token), token).ConfigureAwait(false);
            }

            if (IsJson(parsed))
            {
                JsonText.WriteLine(Out, found, JsonText.Indented.BacktestResponse);
            }
            else
            {
                string[] asked = [.. (RequestFields.Metrics.TextOf(arguments.Request) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
                WriteSheet((writer, ansi) =>
                {
                    BacktestSheet.Write(found, asked, writer, ansi);
                    writeNext(found, writer);
                });
            }

            return found.Table.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }
}
