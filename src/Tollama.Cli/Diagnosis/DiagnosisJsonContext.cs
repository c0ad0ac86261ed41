using System.Text.Json.Serialization;

namespace Tollama.Cli.Diagnosis;

/// <summary>The JSON of <c>tollama doctor --json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DiagnosisJsonContext : JsonSerializerContext;
