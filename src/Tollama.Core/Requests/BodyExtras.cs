namespace Tollama.Core.Requests;

/// <summary>How the body of another operation differs from that of a forecast.</summary>
/// <param name="Names">The fields that it has besides; they are kept as JSON, for the operation to read.</param>
/// <param name="NeedsModel">False if the operation says by itself which model is asked.</param>
public sealed record BodyExtras(IReadOnlyList<string> Names, bool NeedsModel = true)
{
    /// <summary>Those fields of a forecast that it has, <c>series</c> aside; <see langword="null"/> for all of them.</summary>
    public IReadOnlyList<RequestField>? Fields { get; init; }

    /// <summary>False if the series stand elsewhere: in a table beside the body.</summary>
    public bool NeedsSeries { get; init; } = true;

    /// <summary>Whether steps are forecast. If not, only the history of the series is read, and what covariates know of the future is passed over.</summary>
    public bool NeedsHorizon => Fields?.Contains(RequestFields.Horizon) != false;
}
