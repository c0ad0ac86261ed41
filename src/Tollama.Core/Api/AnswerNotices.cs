using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Api;

/// <summary>What stands in the headers of an answer whose body is a table; of one that is sent in pieces, as far as it was known before the first.</summary>
public sealed record AnswerNotices
{
    /// <summary>The header with the number of errors.</summary>
    public const string ErrorsHeader = "X-Tollama-Errors";

    /// <summary>The header with the number of warnings.</summary>
    public const string WarningsHeader = "X-Tollama-Warnings";

    /// <summary>The header with the first of them, this record as JSON in ASCII; at most 3 KiB, as proxies refuse long headers.</summary>
    public const string NoticesHeader = "X-Tollama-Notices";

    private const int MostCharacters = 3 << 10;

    /// <summary>How a table was understood; absent for a JSON request.</summary>
    public string? Input { get; init; }

    /// <summary>The first warnings; absent when there is none.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The first series that could not be forecast; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>Measures of the whole answer against the actuals, by their name; absent when none were asked for.</summary>
    public IReadOnlyDictionary<string, double>? Measures { get; init; }

    /// <summary>The notices of an answer as the value of the header: as many of them as it holds, some of both kinds.</summary>
    /// <param name="answer">The answer; its forecasts do not count.</param>
    public static string HeaderOf(ForecastResponse answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        int most = Math.Max(answer.Warnings?.Count ?? 0, answer.Errors?.Count ?? 0);
        int count = Math.Min(most, MostCharacters / 40);
        while (true)
        {
            AnswerNotices notices = new()
            {
                Input = count < 0 ? null : answer.Input,
                Measures = answer.Metrics?.Aggregate,
                Warnings = count > 0 && answer.Warnings is { Count: > 0 } warnings ? [.. warnings.Take(count)] : null,
                Errors = count > 0 && answer.Errors is { Count: > 0 } errors ? [.. errors.Take(count)] : null,
            };
            string text = JsonSerializer.Serialize(notices, TollamaJsonContext.Default.AnswerNotices);
            if (text.Length <= MostCharacters || count < 0)
            {
                return text;
            }

            count = count > 1 ? count / 2 : count - 1;
        }
    }

    /// <summary>The notices in the value of a header.</summary>
    /// <returns><see langword="null"/> when it holds none.</returns>
    public static AnswerNotices? Parse(string? header)
    {
        try
        {
            return header is null ? null : JsonSerializer.Deserialize(header, TollamaJsonContext.Default.AnswerNotices);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
