namespace Tollama.Core.Api;

/// <summary><c>POST /api/show</c>, and every other route that only names a model.</summary>
public sealed record ShowRequest
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The same, under its older name; <see cref="Model"/> wins.</summary>
    public string? Name { get; init; }

    /// <summary>True for all details.</summary>
    public bool? Verbose { get; init; }
}
