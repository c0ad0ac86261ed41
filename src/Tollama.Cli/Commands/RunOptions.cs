using System.CommandLine;
using Tollama.Cli.Running;
using Tollama.Cli.Wording;

namespace Tollama.Cli.Commands;

/// <summary>The options of <c>tollama run</c>.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string?> _file = new("input") { Description = "A CSV file or a JSON request; '-' or nothing reads standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _input = new("--input", "-i") { Description = "The same as the second argument.", HelpName = "file" };
    private readonly Option<int?> _horizon = WholeNumberOption.Create("--horizon", "-n", $"Steps to forecast [default: {RunArguments.DefaultHorizon}].", "steps", min: 1);
    private readonly Option<string?> _quantiles = new("--quantiles", "-q") { Description = "Quantile levels: 0.1,0.5,0.9.", HelpName = "levels" };
    private readonly Option<string?> _level = new("--level") { Description = "Prediction intervals in percent: 80,95.", HelpName = "percents" };
    private readonly Option<string?> _freq = new("--freq") { Description = "Time between two values: D, MS, 15min, PT1H, monthly, … [default: inferred].", HelpName = "freq" };
    private readonly Option<string?> _time = new("--time") { Description = "The column of time stamps [default: found].", HelpName = "column" };
    private readonly Option<string?> _target = new("--target") { Description = "The column of values [default: found].", HelpName = "column" };
    private readonly Option<string?> _id = new("--id") { Description = "The column of series names [default: found].", HelpName = "column" };
    private readonly Option<string[]> _covariates = new("--covariates") { Description = "Columns that are covariates: price,promo.", HelpName = "columns" };
    private readonly Option<string[]> _futureCovariates = new("--future-covariates") { Description = "Covariates whose future is in rows after the last value.", HelpName = "columns" };
    private readonly Option<int?> _seasonLength = WholeNumberOption.Create("--season-length", null, "Values in a season: 12 for months [default: by frequency].", "values", min: 1);
    private readonly Option<string[]> _option = new("--option", "-o") { Description = "A setting of the model, name=value; may be repeated.", HelpName = "name=value" };
    private readonly Option<bool> _nonNegative = new("--non-negative") { Description = "Forecast no value below zero." };
    private readonly Option<long?> _seed = new("--seed") { Description = "The seed of models that simulate.", HelpName = "number" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Refuse data that would be repaired." };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Fail as a whole when one series cannot be forecast." };
    private readonly Option<string?> _format = new("--format", "-f") { Description = "table, json, csv or ndjson [default: table on a terminal, json on a pipe].", HelpName = "format" };
    private readonly Option<string?> _output = new("--output") { Description = "Write to a file; its extension chooses the format.", HelpName = "file" };
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Wait for the answer without progress." };
    private readonly Option<bool> _progress = new("--progress") { Description = "Progress on standard error also when that is no terminal." };
    private readonly Option<string?> _keepAlive = DurationOption.Create("--keepalive", "How long the model stays loaded: 5m, 300 (seconds), -1 (for ever).");
    private readonly Option<string?> _timeout = DurationOption.Create("--timeout", "After how long to give up: 30s, 5m.");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only check the data and say what was inferred." };
    private readonly Option<bool> _noAutostart = new("--no-autostart") { Description = "Do not start a daemon when none answers." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong("table", "json", "csv", "ndjson");
        command.Arguments.Add(_file);
        foreach (Option option in All())
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_quantiles) is not null && result.GetResult(_level) is not null)
            {
                result.AddError("--quantiles and --level say the same thing: give one of them");
            }

            if (result.GetValue(_file) is { } file && result.GetValue(_input) is { } input)
            {
                result.AddError($"two inputs are named, '{file}' and '{input}': give one of them");
            }
        });
    }

    public RunArguments Read(ParseResult parsed, string model, bool isTerminal) => new()
    {
        Model = model,
        Input = parsed.GetValue(_input) ?? parsed.GetValue(_file),
        Horizon = parsed.GetValue(_horizon),
        Quantiles = parsed.GetValue(_quantiles) is { } levels ? QuantileText.ParseLevels(levels)
            : parsed.GetValue(_level) is { } percents ? QuantileText.ParseIntervals(percents) : null,
        Frequency = parsed.GetValue(_freq),
        TimeColumn = parsed.GetValue(_time),
        TargetColumn = parsed.GetValue(_target),
        IdColumn = parsed.GetValue(_id),
        CovariateColumns = Columns(parsed, _covariates),
        FutureCovariateColumns = Columns(parsed, _futureCovariates),
        Options = ModelOptions(parsed),
        Seed = parsed.GetValue(_seed),
        Strict = parsed.GetValue(_strict),
        FailFast = parsed.GetValue(_failFast),
        KeepAlive = parsed.GetValue(_keepAlive),
        Timeout = parsed.GetValue(_timeout),
        Format = FormatOf(parsed.GetValue(_format), parsed.GetValue(_output), isTerminal),
        OutputPath = parsed.GetValue(_output),
        Stream = !parsed.GetValue(_noStream),
        ShowProgress = parsed.GetValue(_progress),
        DryRun = parsed.GetValue(_dryRun),
        MayStartDaemon = !parsed.GetValue(_noAutostart),
    };

    private static string[] Columns(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(columns => columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private IEnumerable<Option> All() =>
    [
        _input, _horizon, _quantiles, _level, _freq, _time, _target, _id, _covariates, _futureCovariates, _seasonLength, _option, _nonNegative, _seed, _strict,
        _failFast, _format, _output, _noStream, _progress, _keepAlive, _timeout, _dryRun, _noAutostart,
    ];

    private Dictionary<string, string> ModelOptions(ParseResult parsed)
    {
        Dictionary<string, string> options = [];
        foreach (string pair in parsed.GetValue(_option) ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw CliException.Usage($"--option '{pair}' is not name=value", "write --option season_length=12");
            }

            options[pair[..equals].Trim()] = pair[(equals + 1)..].Trim();
        }

        if (parsed.GetValue(_seasonLength) is { } seasonLength)
        {
            options["season_length"] = seasonLength.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (parsed.GetValue(_nonNegative))
        {
            options["non_negative"] = "true";
        }

        return options;
    }

    private static OutputFormat FormatOf(string? format, string? path, bool isTerminal)
    {
        string extension = Path.GetExtension(path ?? "").ToLowerInvariant();
        return (format, extension) switch
        {
            ("table", _) or (null, ".txt") => OutputFormat.Table,
            ("csv", _) or (null, ".csv") => OutputFormat.Csv,
            ("ndjson", _) or (null, ".ndjson" or ".jsonl") => OutputFormat.Ndjson,
            (null, _) when path is null && isTerminal => OutputFormat.Table,
            _ => OutputFormat.Json,
        };
    }
}
