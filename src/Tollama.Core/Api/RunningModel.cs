using System.Text.Json.Serialization;

namespace Tollama.Core.Api;

/// <summary>A loaded model: one row of <c>GET /api/ps</c>.</summary>
public sealed record RunningModel
{
    /// <summary>The shortest name.</summary>
    public required string Name { get; init; }

    /// <summary>The same.</summary>
    public required string Model { get; init; }

    /// <summary>Resident bytes: of its runner process, or of its weights where a process serves several models.</summary>
    public required long Size { get; init; }

    /// <summary>The sha256 of its manifest.</summary>
    public required string Digest { get; init; }

    /// <summary>What it is.</summary>
    public required ModelDetails Details { get; init; }

    /// <summary>When it is unloaded if nobody uses it, ISO 8601; null when it is pinned or in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? ExpiresAt { get; init; }

    /// <summary>0: tollama computes on the CPU.</summary>
    public long SizeVram { get; init; }

    /// <summary>How many past values it looks at; 0 when it looks at all of them.</summary>
    public int ContextLength { get; init; }

    /// <summary>True when it never expires.</summary>
    public bool? Pinned { get; init; }

    /// <summary><c>loading</c>, <c>ready</c>, <c>busy</c> or <c>stopping</c>.</summary>
    public required string State { get; init; }

    /// <summary>Requests that it works on.</summary>
    public int Active { get; init; }

    /// <summary>Requests that wait for it.</summary>
    public int Queued { get; init; }

    /// <summary>Its runner's process id.</summary>
    public int? Pid { get; init; }
}
