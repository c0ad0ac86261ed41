using System.Globalization;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Imputation;
using Tollama.Core.Json;

namespace Tollama.Core.Protocol;

/// <summary>What a runner answers to <c>impute</c>.</summary>
public sealed record ImputeResult
{
    /// <summary>The series in the order of the request, without those that failed.</summary>
    public IReadOnlyList<SeriesImputation> Imputations { get => field ?? []; init; }

    /// <summary>The series that could not be filled; absent when there is none.</summary>
    public IReadOnlyList<SeriesError>? Errors { get; init; }

    /// <summary>Writes the result.</summary>
    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, TollamaJsonContext.Default.ImputeResult);

    /// <summary>Reads a result.</summary>
    /// <exception cref="JsonException">It is not one, or something in it is null that has to be there; the message names it.</exception>
    public static ImputeResult Read(ReadOnlySpan<byte> json)
    {
        ImputeResult result = JsonSerializer.Deserialize(json, TollamaJsonContext.Default.ImputeResult) ?? throw new JsonException("the result is null");
        for (int i = 0; i < result.Imputations.Count; i++)
        {
            if (result.Imputations[i] is not { Id: not null, Method: not null } imputation)
            {
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"imputations[{i}] has no id or no method"));
            }

            if (imputation.Filled.Any(step => step is null) || imputation.Warnings?.Any(warning => warning is null) == true)
            {
                throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"imputations[{i}] has a filled value or a warning that is null"));
            }
        }

        return result.Errors?.Any(error => error is not { Id: not null, Code: not null, Message: not null }) == true
            ? throw new JsonException("errors has one without id, code or message")
            : result;
    }
}
