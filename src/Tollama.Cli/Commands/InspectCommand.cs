using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama inspect</c>: how data are understood, before they are forecast.</summary>
internal sealed class InspectCommand : DaemonCommand
{
    // The model of the hints, which show the command that forecasts.
    private const string Model = "auto";

    private static readonly RequestField[] Offered =
    [
        RequestFields.Horizon, RequestFields.Freq, RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates, RequestFields.Fill, RequestFields.Aggregate,
        RequestFields.End, RequestFields.TimeZone, RequestFields.Time, RequestFields.Target, RequestFields.Id, RequestFields.Covariates,
        RequestFields.FutureCovariates, RequestFields.Delimiter, RequestFields.Decimal, RequestFields.DayFirst, RequestFields.Sheet,
    ];

    private readonly Argument<string[]> _files = InputArgument.Create();

    private readonly RequestOptions _request = new(Offered.Contains);
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's answer as JSON.");

    public InspectCommand(CliHost host)
        : base("inspect", "Say how data are understood and what run would do, without forecasting.", host, "TOLLAMA_HOME")
    {
        Arguments.Add(_files);
        foreach (Option option in _request.All)
        {
            Options.Add(option);
        }

        Options.Add(_json);
    }

    // A line that is to be typed again shows a few names; of more, people have a pattern.
    private static string Typed(IReadOnlyList<string> inputs)
    {
        const int Most = 4;
        return inputs.Count == 0 ? InputFiles.Standard : inputs.Count > Most ? "FILE…" : string.Join(' ', inputs.Select(Quoted));
    }

    private static string Quoted(string path) => path.Any(letter => char.IsWhiteSpace(letter) || letter is '*' or '?') ? $"'{path}'" : path;

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        RunArguments arguments = new()
        {
            Request = _request.Read(parsed, new ForecastRequest { Model = Model }),
            Inputs = parsed.GetValue(_files) ?? [],
            Format = OutputFormat.Json,
        };
        ForecastInput input = await ForecastInput.OpenAsync(arguments, Host.Terminal, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            await session.EnsureRunningAsync(mayStart: true, cancellationToken).ConfigureAwait(false);
            await session.RequireTollamaAsync("tollama inspect", cancellationToken).ConfigureAwait(false);
            InspectResponse found = input.Request is JsonObject request
                ? await session.Client.InspectRawAsync(JsonSerializer.SerializeToUtf8Bytes(request, TollamaJsonContext.Default.JsonObject), cancellationToken).ConfigureAwait(false)
                : await session.Client.InspectFilesAsync(input.Files, arguments.Request with { Model = null }, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(_json))
            {
                JsonText.WriteLine(Out, found, JsonText.Indented.InspectResponse);
            }
            else
            {
                InspectSheet.Write(found, Typed(arguments.Inputs) + _request.Typed(parsed), Out);
            }

            return found.SeriesCount > 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }
}
