using Tollama.Catalog.Architectures;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>All that is known of a pull before its weights are fetched.</summary>
internal sealed record PullPlan
{
    public required PullTarget Target { get; init; }

    public required HubRevision Revision { get; init; }

    public required PullFiles Files { get; init; }

    /// <summary>The bytes of <c>config.json</c>.</summary>
    public required byte[] Config { get; init; }

    /// <summary>The licence's text, if the repository has it.</summary>
    public byte[]? LicenseText { get; init; }

    public required LicenseInfo License { get; init; }

    /// <summary>What the configuration says; <see langword="null"/> for a model that another program runs.</summary>
    public ModelArchitecture? Architecture { get; init; }
}
