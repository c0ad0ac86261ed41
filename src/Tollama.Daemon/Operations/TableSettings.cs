using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>The settings of a table that stand in JSON beside it, with the names that they have in a query.</summary>
internal static class TableSettings
{
    /// <summary>Their names.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        RequestFields.Time.Name, RequestFields.Target.Name, RequestFields.Id.Name, RequestFields.Covariates.Name, RequestFields.FutureCovariates.Name,
        RequestFields.Delimiter.Name, RequestFields.Decimal.Name, RequestFields.Sheet.Name, RequestFields.LikeInput.Name,
    ];

    /// <summary>The settings of a request as texts.</summary>
    /// <param name="request">The request; they are among its extras.</param>
    /// <param name="faults">Is told of those that are no texts.</param>
    internal static IReadOnlyList<KeyValuePair<string, string>> Of(ForecastRequest request, FaultList faults)
    {
        List<KeyValuePair<string, string>> settings = [];
        foreach ((string name, JsonElement value) in request.Extras.Where(extra => extra.Value.ValueKind != JsonValueKind.Null))
        {
            bool isPlain = (name == RequestFields.Sheet.Name && value.ValueKind == JsonValueKind.Number)
                || (name == RequestFields.LikeInput.Name && value.ValueKind is JsonValueKind.True or JsonValueKind.False);
            if ((isPlain ? value.GetRawText() : TextOf(value)) is { } text)
            {
                settings.Add(new KeyValuePair<string, string>(name, text));
            }
            else
            {
                faults.Add("type", [name], $"{name} must be a text, or an array of texts, not {Excerpt.Of(value.GetRawText())}");
            }
        }

        return settings;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            string.Join(',', value.EnumerateArray().Select(one => one.GetString())),
        _ => null,
    };
}
