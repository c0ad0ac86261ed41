using System.CommandLine;
using Tollama.Cli.Running;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>The options of <c>tollama run</c>: those of a request, and where it comes from and goes to.</summary>
internal sealed class RunOptions
{
    private const string StandardOutput = "-";

    private readonly Argument<string[]> _files = InputArgument.Create();

    private readonly Option<string?> _input = new("--input", "-i") { Description = "The same as the second argument: one file, or a pattern.", HelpName = "file" };
    private readonly RequestOptions _request = new();
    private readonly Option<string?> _quantiles = new("--quantiles", "-q") { Description = RequestFields.Quantiles.Description, HelpName = "levels" };
    private readonly Option<string?> _level = new("--level") { Description = "Prediction intervals in percent: 80,95.", HelpName = "percents" };
    private readonly Option<string[]> _option = new("--option", "-o") { Description = "A setting of the model, name=value; may be repeated.", HelpName = "name=value" };
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

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong(OutputFormats.Names);
        command.Arguments.Add(_files);
        foreach (Option option in (IEnumerable<Option>)[_input, .. _request.All, _quantiles, _level, _option, _format, _output, _noStream, _progress, _dryRun, _noAutostart])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_quantiles) is not null && result.GetResult(_level) is not null)
            {
                result.AddError("--quantiles and --level say the same thing: give one of them");
            }

            if (result.GetValue(_files) is [var file, ..] && result.GetValue(_input) is { } input)
            {
                result.AddError($"two inputs are named, '{file}' and '{input}': give one of them");
            }
        });
    }

    public RunArguments Read(ParseResult parsed, string model, bool isTerminal)
    {
        bool stream = !parsed.GetValue(_noStream);
        string? output = parsed.GetValue(_output) is { } named and not StandardOutput ? named : null;
        ForecastRequest request = _request.Read(parsed, WithOptions(parsed, new ForecastRequest { Model = model, Stream = stream }));
        return new RunArguments
        {
            Request = request with
            {
                Quantiles = parsed.GetValue(_quantiles) is { } levels ? QuantileText.ParseLevels(levels)
                    : parsed.GetValue(_level) is { } percents ? QuantileText.ParseIntervals(percents) : null,
            },
            Inputs = parsed.GetValue(_input) is { } input ? [input] : parsed.GetValue(_files) ?? [],
            Format = OutputFormats.Of(parsed.GetValue(_format), output, isTerminal),
            OutputPath = output,
            Progress = parsed.GetValue(_progress),
            DryRun = parsed.GetValue(_dryRun),
            MayStartDaemon = !parsed.GetValue(_noAutostart),
        };
    }

    private ForecastRequest WithOptions(ParseResult parsed, ForecastRequest request)
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (string pair in parsed.GetValue(_option) ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw CliException.Usage($"--option '{pair}' is not name=value", "write --option season_length=12");
            }

            string name = pair[..equals].Trim();
            if (!named.Add(name))
            {
                throw CliException.Usage($"--option {name} is there twice", "give it once");
            }

            request = request.WithOption(name, pair[(equals + 1)..].Trim());
        }

        RefuseTwice(parsed, named);

        return request;
    }

    /// <summary>What can be said in two ways is said in one.</summary>
    private void RefuseTwice(ParseResult parsed, HashSet<string> named)
    {
        if (_request.Has(parsed, RequestFields.Strict) && _request.Has(parsed, RequestFields.OnBadData))
        {
            throw CliException.Usage("--strict and --on-bad-data say the same thing", "give one of them");
        }

        foreach (RequestField field in (ReadOnlySpan<RequestField>)[RequestFields.SeasonLength, RequestFields.NonNegative, RequestFields.Residuals])
        {
            if (named.Contains(field.Name) && _request.Has(parsed, field))
            {
                throw CliException.Usage($"--{field.Name.Replace('_', '-')} and --option {field.Name} say the same thing", "give one of them");
            }
        }
    }
}
