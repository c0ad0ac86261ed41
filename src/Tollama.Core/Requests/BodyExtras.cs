namespace Tollama.Core.Requests;

/// <summary>How the body of another operation differs from that of a forecast.</summary>
/// <param name="Names">The fields that it has besides; they are kept as JSON, for the operation to read.</param>
/// <param name="NeedsModel">False if the operation says by itself which model is asked.</param>
public sealed record BodyExtras(IReadOnlyList<string> Names, bool NeedsModel = true);
