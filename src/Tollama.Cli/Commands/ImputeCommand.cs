using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Requests;
using Tollama.Core.Text;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama impute</c>: missing values filled.</summary>
internal sealed class ImputeCommand : OperationCommand
{
    private const string OutputName = "--output";

    private readonly Option<string?> _model = new("--model", "-m") { Description = "How values are filled: auto, seasonal, arima or ets [default: auto].", HelpName = "way" };
    private readonly Option<string?> _output = new(OutputName) { Description = "Write to a file instead of CSV on standard output; its extension chooses the format.", HelpName = "file" };

    public ImputeCommand(CliHost host)
        : base("impute", "Fill missing values; what was observed stays as it is.", "to fill", host,
            [.. RequestOptions.Reading.Where(field => field != RequestFields.Fill), RequestFields.Level, RequestFields.Integer, RequestFields.SeasonLength, RequestFields.NonNegative])
    {
        _model.CompletionSources.Add([.. ImputationSettings.Models]);
        AddInput(_model, _output);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        bool json = IsJson(parsed);
        TablePlace? place = TablePlace.Check(OutputName, parsed.GetValue(_output) is { } path and not "-" ? path : null, Inputs(parsed));
        OperationRun run = new(Host, session, Read(parsed, new ForecastRequest { Model = parsed.GetValue(_model) }, models: []));
        return run.ExecuteAsync(
            (input, token) => input.Body is { } body ? session.Client.ImputeRawAsync(body, token) : session.Client.ImputeFilesAsync(input.Files, input.Request, token),
            ShowAsync,
            cancellationToken);

        async Task<int> ShowAsync(ImputeResponse filled, CancellationToken token)
        {
            Notices.Write(Host.Terminal.Error, filled.Input, filled.Warnings, filled.Series.Select(series => (series.Id, series.Warnings)), filled.Errors, "filled");
            await Host.Terminal.Error.WriteLineAsync(VisibleText.OneLine(Summary(filled))).ConfigureAwait(false);
            if (place is not null)
            {
                await place.Place.WriteAsync(file => Tables.WriteAsync(filled, place.Format, file, token), token).ConfigureAwait(false);
            }

            if (json)
            {
                JsonText.WriteLine(Out, filled, JsonText.Indented.ImputeResponse);
            }
            else if (place is null)
            {
                await WriteTextAsync(stream => Tables.WriteAsync(filled, AnswerFormat.Csv, stream, token)).ConfigureAwait(false);
            }

            return filled.Series.Count > 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }

    private static string Summary(ImputeResponse filled)
    {
        int count = filled.Series.Sum(series => series.Filled.Count);
        long values = filled.Series.Sum(series => (long)series.Values.Length);
        string of = $"{CountText.Of(values, "value", "values")} in {CountText.Of(filled.Series.Count, "series", "series")}";
        string[] methods = [.. filled.Series.Where(series => series.Filled.Count > 0).Select(series => series.Method).Distinct(StringComparer.Ordinal)];
        return count == 0 ? $"Nothing to fill: none of {of} is missing" : $"Filled {count} of {of} ({string.Join(", ", methods.Take(3))}{(methods.Length > 3 ? ", …" : "")})";
    }
}
