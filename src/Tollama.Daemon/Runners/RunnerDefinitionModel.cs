namespace Tollama.Daemon.Runners;

/// <summary>A model that a third party's runner offers.</summary>
internal sealed record RunnerDefinitionModel
{
    /// <summary>Its name in <c>tollama pull</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it does.</summary>
    public string? Description { get; init; }

    /// <summary>Its licence, as an SPDX identifier.</summary>
    public string? License { get; init; }

    /// <summary>What it can do, e.g. <c>future_covariates</c>; <c>forecast</c> and <c>quantiles</c> when <see langword="null"/>. Covariates that are not named never reach it.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }
}
