using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Sampling;

namespace Tollama.Core.Protocol;

/// <summary>The parameters of <c>sample</c>: forecasts, and what is asked of their sample paths.</summary>
public sealed record SampleParams
{
    /// <summary>How paths are drawn, and what is asked of them.</summary>
    public SampleSettings Settings { get => field ?? new SampleSettings(); init; }

    /// <summary>The forecasts, with different ids.</summary>
    public required IReadOnlyList<SampleSource> Series { get; init; }

    /// <summary>Writes the parameters.</summary>
    public void Write(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, TollamaJsonContext.Default.SampleParams);
}
