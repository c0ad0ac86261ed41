using System.CommandLine;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>The fields of a forecast request as options: the same names with dashes, the same rules.</summary>
internal sealed class RequestOptions(Func<RequestField, bool>? offers = null)
{
    private const string Columns = "columns";

    // Said in another way on the command line: by the argument, by --no-stream, by the format, in any order or as intervals.
    private static readonly RequestField[] Others = [RequestFields.Model, RequestFields.Stream, RequestFields.IncludeHistory, RequestFields.Quantiles];

    private static readonly Dictionary<RequestField, string[]> Aliases = new()
    {
        [RequestFields.Horizon] = ["-n"],
        [RequestFields.KeepAlive] = ["--keepalive"],
    };

    private readonly List<(RequestField Field, Option Option)> _options =
        [.. RequestFields.All.Where(field => field.Places.HasFlag(FieldPlaces.Query) && !Others.Contains(field) && offers?.Invoke(field) != false).Select(field => (field, Create(field)))];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => _options.Select(pair => pair.Option);

    /// <summary>The request with what was typed.</summary>
    public ForecastRequest Read(ParseResult parsed, ForecastRequest request)
    {
        FaultList faults = new();
        foreach ((RequestField field, Option option) in _options)
        {
            if (TextOf(parsed, option) is { } text)
            {
                request = field.ReadText(request, text, RequestLimits.None, faults);
            }
        }

        return faults.Count == 0 ? request : throw CliException.Usage(faults.Items[0].Msg);
    }

    /// <summary>Whether a field was typed.</summary>
    public bool Has(ParseResult parsed, RequestField field) => _options.Exists(pair => pair.Field == field && TextOf(parsed, pair.Option) is not null);

    private static string? TextOf(ParseResult parsed, Option option) => option switch
    {
        Option<bool> flag => parsed.GetResult(flag) is { Implicit: false } ? parsed.GetValue(flag) ? "true" : "false" : null,
        Option<string[]> names => parsed.GetValue(names) is { Length: > 0 } texts ? string.Join(',', texts) : null,
        _ => parsed.GetValue((Option<string?>)option),
    };

    private static Option Create(RequestField field)
    {
        string name = "--" + field.Name.Replace('_', '-');
        string[] aliases = Aliases.GetValueOrDefault(field, []);
        return field.IsFlag ? new Option<bool>(name, aliases) { Description = field.Description }
            : field.ValueName == Columns ? new Option<string[]>(name, aliases) { Description = field.Description, HelpName = Columns }
            : Checked(new Option<string?>(name, aliases) { Description = field.Description, HelpName = field.ValueName }, field);
    }

    private static Option<string?> Checked(Option<string?> option, RequestField field)
    {
        option.Validators.Add(result =>
        {
            FaultList faults = new();
            if (result.GetValueOrDefault<string?>() is { } text)
            {
                field.ReadText(new ForecastRequest(), text, RequestLimits.None, faults);
            }

            if (faults.Count > 0)
            {
                result.AddError($"{option.Name} '{result.GetValueOrDefault<string?>()}': {faults.Items[0].Msg}");
            }
        });
        return option;
    }
}
