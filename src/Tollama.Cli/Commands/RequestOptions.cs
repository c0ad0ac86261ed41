using System.CommandLine;
using Tollama.Cli.Wording;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>The fields of a forecast request as options: the same names with dashes, the same rules.</summary>
internal sealed class RequestOptions(Func<RequestField, bool> offers)
{
    private const string Columns = "columns";

    private static readonly Dictionary<RequestField, string[]> Aliases = new()
    {
        [RequestFields.Horizon] = ["-n"],
        [RequestFields.KeepAlive] = ["--keepalive"],
        [RequestFields.MaxHistory] = ["--sliding"],
    };

    // Levels are typed in any order, or as intervals: an option of its own.
    private readonly List<(RequestField Field, Option Option)> _options =
        [.. RequestFields.All.Where(field => OptionText.NameOf(field) is not null && field != RequestFields.Quantiles && offers(field)).Select(field => (field, Create(field)))];

    /// <summary>The fields that say how data are read and what becomes of what is irregular in them.</summary>
    public static IReadOnlyList<RequestField> Reading { get; } =
    [
        RequestFields.Freq, RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates, RequestFields.Fill, RequestFields.Aggregate, RequestFields.End,
        RequestFields.TimeZone, RequestFields.Time, RequestFields.Target, RequestFields.Id, RequestFields.Covariates, RequestFields.FutureCovariates,
        RequestFields.Delimiter, RequestFields.Decimal, RequestFields.DayFirst, RequestFields.Sheet,
    ];

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

    /// <summary>What was typed, but for the horizon, as it may be typed again: with a blank before each option.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="takes">Which fields the other verb has; all by default.</param>
    public string Typed(ParseResult parsed, Func<RequestField, bool>? takes = null) => string.Concat(_options
        .Where(pair => pair.Field != RequestFields.Horizon && takes?.Invoke(pair.Field) != false && TextOf(parsed, pair.Option) is not null)
        .Select(pair => " " + OptionText.Of(pair.Field.With(TextOf(parsed, pair.Option)!))));

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
        string name = OptionText.NameOf(field)!;
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
                // The field is named by the option already.
                string message = faults.Items[0].Msg;
                string problem = message.StartsWith(field.Name + " ", StringComparison.Ordinal) ? "it" + message[field.Name.Length..] : message;
                result.AddError($"{option.Name} '{result.GetValueOrDefault<string?>()}': {OptionText.Of(problem)}");
            }
        });
        return option;
    }
}
