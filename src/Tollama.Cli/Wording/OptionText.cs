using System.Text.RegularExpressions;
using Tollama.Core.Requests;

namespace Tollama.Cli.Wording;

/// <summary>Messages of the daemon in the spelling of the command line: <c>duplicates=sum</c> is <c>--duplicates sum</c> there.</summary>
/// <remarks>The daemon writes a field of a request with an equals sign, as a query does, see <see cref="RequestField.With"/>.</remarks>
internal static partial class OptionText
{
    private const string True = "true";

    /// <summary>The option of a field; <see langword="null"/> when the command line says it in another way.</summary>
    public static string? NameOf(RequestField field) =>
        field.Places.HasFlag(FieldPlaces.Query) && field != RequestFields.Model && field != RequestFields.Stream && field != RequestFields.IncludeHistory
            && field != RequestFields.HistoryLength
            ? "--" + field.Name.Replace('_', '-')
            : null;

    /// <summary>The message with the options of the command line.</summary>
    public static string Of(string message) => Mentions().Replace(message, mention =>
        RequestFields.Find(mention.Groups["name"].Value, FieldPlaces.Query) is { } field && NameOf(field) is { } option
            ? WithValue(field, option, mention.Groups["value"].Value)
            : mention.Value);

    private static string WithValue(RequestField field, string option, string value) => value.Length == 0 || (field.IsFlag && value == True) ? option : $"{option} {value}";

    // A name at the beginning of a word, and behind the equals sign a quoted value, or one that ends before the punctuation of the sentence.
    [GeneratedRegex("""(?<![\w'"./=\-])(?<name>[a-z_]+)=(?<value>'[^']*'|[+\-]?[\p{L}\p{N}](?:[^\s;:()'"]*[\p{L}\p{N}\]])?)?""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mentions();
}
