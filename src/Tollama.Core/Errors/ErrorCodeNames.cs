using System.Text.Json;

namespace Tollama.Core.Errors;

/// <summary>The wire names of <see cref="ErrorCode"/>: <see cref="ErrorCode.ModelNotFound"/> is <c>MODEL_NOT_FOUND</c>.</summary>
public static class ErrorCodeNames
{
    private static readonly Dictionary<ErrorCode, string> Names =
        Enum.GetValues<ErrorCode>().ToDictionary(code => code, code => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString()));

    private static readonly Dictionary<string, ErrorCode> Codes = Names.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The name on the wire.</summary>
    public static string ToWireName(this ErrorCode code) => Names[code];

    /// <summary>The code of a wire name; <see langword="null"/> for a name that this version does not know.</summary>
    public static ErrorCode? FromWireName(string? name) =>
        name is not null && Codes.TryGetValue(name, out ErrorCode code) ? code : null;
}
