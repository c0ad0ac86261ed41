using System.CommandLine;
using Tollama.Cli.Running;
using Tollama.Cli.Terminal;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>The options of <c>tollama run</c>: those of a request, and where it comes from and goes to.</summary>
internal sealed class RunOptions
{
    private const string StandardOutput = "-";

    private readonly Argument<string[]> _files = InputArgument.Create();

    private readonly Option<string?> _input = new("--input", "-i") { Description = "The same as the second argument: one file, or a pattern.", HelpName = "file" };
    private readonly RequestOptions _request = new(RequestFields.OfForecast.Contains);
    private readonly LevelOptions _levels = new();
    private readonly SettingOptions _settings;
    private readonly Option<string?> _format = new("--format", "-f")
    {
        Description = "table, json, ndjson, csv, tsv, parquet, arrow, arrows or xlsx [default: table on a terminal, json on a pipe].",
        HelpName = "format",
    };

    private readonly Option<string?> _output = new("--output") { Description = "Write to a file; its extension chooses the format.", HelpName = "file" };
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Wait for the answer without progress." };
    private readonly Option<ProgressMode> _progress = ProgressOption.Create();
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only check the data and say what was inferred." };
    private readonly Option<bool> _noAutostart = new("--no-autostart") { Description = "Do not start a daemon when none answers." };

    public RunOptions() => _settings = new SettingOptions(_request);

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(OutputFormats.Names);
        command.Arguments.Add(_files);
        foreach (Option option in (IEnumerable<Option>)[_input, .. _request.All, .. _levels.All, _settings.Option, _format, _output, _noStream, _progress, _dryRun, _noAutostart])
        {
            command.Options.Add(option);
        }

        _levels.Check(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_files) is [var file, ..] && result.GetValue(_input) is { } input)
            {
                result.AddError($"two inputs are named, '{file}' and '{input}': give one of them");
            }
        });
    }

    public RunArguments Read(ParseResult parsed, string first, bool isTerminal)
    {
        string[] files = parsed.GetValue(_input) is { } input ? [input] : parsed.GetValue(_files) ?? [];
        bool stream = !parsed.GetValue(_noStream);
        string? output = parsed.GetValue(_output) is { } named and not StandardOutput ? named : null;
        ForecastRequest request = _request.Read(parsed, _settings.Read(parsed, new ForecastRequest { Model = first, Stream = stream }));
        if (request.Select is not null && InputFiles.IsInput(first, isAlone: files.Length == 0))
        {
            // Who lets the model be chosen needs not name one.
            request = request with { Model = null };
            files = [first, .. files];
        }

        return new RunArguments
        {
            Request = request with { Quantiles = _levels.Read(parsed) },
            Inputs = files,
            Format = OutputFormats.Of(parsed.GetValue(_format), output, isTerminal),
            OutputPath = output,
            Progress = parsed.GetValue(_progress),
            DryRun = parsed.GetValue(_dryRun),
            MayStartDaemon = !parsed.GetValue(_noAutostart),
        };
    }
}
