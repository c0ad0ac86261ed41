using System.CommandLine;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary><c>--option name=value</c>: settings of a model, beside the fields of a request.</summary>
internal sealed class SettingOptions(RequestOptions fields)
{
    private readonly Option<string[]> _option = new("--option", "-o") { Description = "A setting of the model, name=value; may be repeated.", HelpName = "name=value" };

    /// <summary>The option.</summary>
    public Option Option => _option;

    /// <summary>The request with what was typed.</summary>
    /// <exception cref="CliException">It is no setting, or it is said twice.</exception>
    public ForecastRequest Read(ParseResult parsed, ForecastRequest request)
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

    /// <summary>The settings as they may be typed again, with a blank before each.</summary>
    public string Typed(ParseResult parsed) => string.Concat((parsed.GetValue(_option) ?? []).Select(pair => $" --option {pair}"));

    /// <summary>What can be said in two ways is said in one.</summary>
    private void RefuseTwice(ParseResult parsed, HashSet<string> named)
    {
        if (fields.Has(parsed, RequestFields.Strict) && fields.Has(parsed, RequestFields.OnBadData))
        {
            throw CliException.Usage("--strict and --on-bad-data say the same thing", "give one of them");
        }

        foreach (RequestField field in (ReadOnlySpan<RequestField>)[RequestFields.SeasonLength, RequestFields.NonNegative, RequestFields.Residuals])
        {
            if (named.Contains(field.Name) && fields.Has(parsed, field))
            {
                throw CliException.Usage($"--{field.Name.Replace('_', '-')} and --option {field.Name} say the same thing", "give one of them");
            }
        }
    }
}
