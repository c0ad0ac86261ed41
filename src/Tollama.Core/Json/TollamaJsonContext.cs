using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Protocol;

namespace Tollama.Core.Json;

/// <summary>How everything looks on the wire: snake_case names, absent instead of null, missing numbers as null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DoubleArrayConverter)])]

// Errors
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]

// Forecasts
[JsonSerializable(typeof(AnswerMetadata))]
[JsonSerializable(typeof(AnswerNotices))]
[JsonSerializable(typeof(ForecastResponse))]
[JsonSerializable(typeof(IReadOnlyList<SeriesError>))]
[JsonSerializable(typeof(ForecastStreamLine))]
[JsonSerializable(typeof(AnalyzedSeries))]
[JsonSerializable(typeof(AutoSelection))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(NestedFailure))]
[JsonSerializable(typeof(InspectResponse))]
[JsonSerializable(typeof(ValidationResponse))]

// Beyond forecasts
[JsonSerializable(typeof(BacktestResponse))]
[JsonSerializable(typeof(BacktestForecast))]
[JsonSerializable(typeof(AnomaliesResponse))]
[JsonSerializable(typeof(ImputeResponse))]
[JsonSerializable(typeof(ExplainResponse))]
[JsonSerializable(typeof(OperationStreamLine<BacktestResponse>), TypeInfoPropertyName = "BacktestStreamLine")]
[JsonSerializable(typeof(OperationStreamLine<AnomaliesResponse>), TypeInfoPropertyName = "AnomaliesStreamLine")]
[JsonSerializable(typeof(OperationStreamLine<ImputeResponse>), TypeInfoPropertyName = "ImputeStreamLine")]
[JsonSerializable(typeof(OperationStreamLine<ExplainResponse>), TypeInfoPropertyName = "ExplainStreamLine")]

// Lifecycle
[JsonSerializable(typeof(CopyRequest))]
[JsonSerializable(typeof(CreateRequest))]
[JsonSerializable(typeof(DeleteResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(InfoResponse))]
[JsonSerializable(typeof(LoadRequest))]
[JsonSerializable(typeof(LoadResponse))]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ModelsResponse))]
[JsonSerializable(typeof(RegistryModel))]
[JsonSerializable(typeof(OutdatedResponse))]
[JsonSerializable(typeof(PruneRequest))]
[JsonSerializable(typeof(PruneResponse))]
[JsonSerializable(typeof(PsResponse))]
[JsonSerializable(typeof(PullProgress))]
[JsonSerializable(typeof(PullRequest))]
[JsonSerializable(typeof(ReadyResponse))]
[JsonSerializable(typeof(RemovedResponse))]
[JsonSerializable(typeof(RequestsResponse))]
[JsonSerializable(typeof(ShowRequest))]
[JsonSerializable(typeof(ShowResponse))]
[JsonSerializable(typeof(TagsResponse))]
[JsonSerializable(typeof(VerifyProgress))]
[JsonSerializable(typeof(VersionResponse))]

// Runner protocol
[JsonSerializable(typeof(RunnerError))]
[JsonSerializable(typeof(ProgressNotice))]
[JsonSerializable(typeof(HelloParams))]
[JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(ForecastResult))]
[JsonSerializable(typeof(LoadParams))]
[JsonSerializable(typeof(LoadResult))]
[JsonSerializable(typeof(UnloadParams))]
[JsonSerializable(typeof(CancelParams))]
[JsonSerializable(typeof(AnalysisSettings))]
[JsonSerializable(typeof(AnalyzeResult))]
[JsonSerializable(typeof(ImputationSettings))]
[JsonSerializable(typeof(ImputeResult))]
[JsonSerializable(typeof(SampleParams))]
[JsonSerializable(typeof(SampleResult))]

// Fragments
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(double[]))]
public sealed partial class TollamaJsonContext : JsonSerializerContext;
