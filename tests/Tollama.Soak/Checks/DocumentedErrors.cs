using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tollama.Soak.Checks;

/// <summary>The codes of docs/errors.md with their statuses: what the daemon may answer is what is written there.</summary>
internal sealed partial class DocumentedErrors
{
    private readonly Dictionary<string, int> _statuses = Section().Matches(File.ReadAllText(Programs.InRepository("docs/errors.md")))
        .ToDictionary(match => match.Groups["code"].Value, match => int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture));

    /// <summary>The code of an error.</summary>
    /// <param name="json">The body, or the last line of a stream.</param>
    /// <param name="status">The status of the answer; <see langword="null"/> within a stream.</param>
    /// <param name="id">The id of the request.</param>
    /// <param name="fault">What is wrong with the error itself.</param>
    public string? CodeOf(string json, int? status, string id, out string? fault)
    {
        fault = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            string code = document.RootElement.GetProperty("code").GetString()!;
            string? requestId = document.RootElement.GetProperty("request_id").GetString();
            fault = document.RootElement.GetProperty("error").GetString() is not { Length: > 0 } ? "an error without a sentence"
                : !_statuses.TryGetValue(code, out int documented) ? $"the code {code} is not documented"
                : status is not null && documented != status ? $"{code} with status {status} instead of {documented}"
                : requestId != id ? $"the error names request '{requestId}'"
                : null;
            return code;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            fault = $"not an error of the documented shape (status {status}): {json[..Math.Min(200, json.Length)]}";
            return null;
        }
    }

    [GeneratedRegex(@"^## (?<code>[A-Z_]+)\n\nStatus: (?<status>\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Section();
}
