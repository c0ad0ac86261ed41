using System.CommandLine;
using System.Globalization;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama ps</c>: loaded models.</summary>
internal sealed class PsCommand : DaemonCommand
{
    private readonly Option<bool> _json = JsonOption.Create();

    public PsCommand(CliHost host)
        : base("ps", "List loaded models.", host) => Options.Add(_json);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        PsResponse response = await session.Client.PsAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, response.Models, JsonText.Indented.IReadOnlyListRunningModel);
            return ExitCodes.Success;
        }

        TextTable table = new("NAME", "ID", "SIZE", "PROCESSOR", "CONTEXT", "UNTIL");
        foreach (RunningModel model in response.Models)
        {
            table.Add(model.Name, ListCommand.ShortId(model.Digest), ByteSize.Format(model.Size), Processor(model), Context(model), Until(model));
        }

        table.WriteTo(Out);
        return ExitCodes.Success;
    }

    private static string Context(RunningModel model) =>
        model.ContextLength == 0 ? "all" : model.ContextLength.ToString(CultureInfo.InvariantCulture);

    private static string Processor(RunningModel model)
    {
        if (model.SizeVram <= 0 || model.Size <= 0)
        {
            return "100% CPU";
        }

        int gpu = (int)Math.Round(100.0 * Math.Min(model.SizeVram, model.Size) / model.Size);
        return gpu == 100 ? "100% GPU" : $"{100 - gpu}%/{gpu}% CPU/GPU";
    }

    private string Until(RunningModel model) => model switch
    {
        { State: "stopping" } => "Stopping...",
        { Pinned: true } => "Forever",
        { ExpiresAt: { } expiresAt } => RelativeTime.Format(expiresAt, Host.Time.GetUtcNow()),
        { State: "loading" } => "Loading...",
        _ => "In use",
    };
}
