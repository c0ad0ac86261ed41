using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Cli.Output;
using Tollama.Cli.Running;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama inspect</c>: how data are understood, before they are forecast.</summary>
internal sealed class InspectCommand : DaemonCommand
{
    private readonly Argument<string[]> _files = InputArgument.Create();

    private readonly RequestOptions _request = new(field => field == RequestFields.Horizon || RequestOptions.Reading.Contains(field));
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

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        ForecastRequest asked = _request.Read(parsed, new ForecastRequest());
        InputSource source = new() { Inputs = parsed.GetValue(_files) ?? [], Command = "tollama inspect", Purpose = "to look at" };
        ForecastInput input = await ForecastInput.OpenAsync(source, Host.Terminal, cancellationToken).ConfigureAwait(false);
        await using (input.ConfigureAwait(false))
        {
            await session.EnsureRunningAsync(mayStart: true, cancellationToken).ConfigureAwait(false);
            await session.RequireTollamaAsync("tollama inspect", cancellationToken).ConfigureAwait(false);
            InspectResponse found = input.Request is JsonObject request
                ? await session.Client.InspectRawAsync(JsonSerializer.SerializeToUtf8Bytes(request, TollamaJsonContext.Default.JsonObject), cancellationToken).ConfigureAwait(false)
                : await session.Client.InspectFilesAsync(input.Files, asked, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(_json))
            {
                JsonText.WriteLine(Out, found, JsonText.Indented.InspectResponse);
            }
            else
            {
                InspectSheet.Write(found, TypedInput.Of(source.Inputs) + _request.Typed(parsed), Out);
            }

            return found.SeriesCount > 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
    }
}
