using System.CommandLine;
using Tollama.Cli.Exporting;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama export</c>: a model in one file, for a machine without a network.</summary>
internal sealed class ExportCommand : DaemonCommand
{
    private readonly Argument<string> _model;
    private readonly Argument<string> _file = new("file") { Description = "Where the tar is written; - for standard output." };
    private readonly Option<bool> _force = new("--force") { Description = "Overwrite the file." };

    public ExportCommand(CliHost host)
        : base("export", "Write a model into one file that 'tollama import' takes.", host)
    {
        _model = ModelArgument<string>("An installed model.");
        Arguments.Add(_model);
        Arguments.Add(_file);
        Options.Add(_force);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string model = parsed.GetRequiredValue(_model);
        string file = parsed.GetRequiredValue(_file);
        ModelExport export = new(Host, session, model);
        await (file == "-"
            ? export.ToOutputAsync(cancellationToken)
            : export.ToFileAsync(file, parsed.GetValue(_force), cancellationToken)).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
