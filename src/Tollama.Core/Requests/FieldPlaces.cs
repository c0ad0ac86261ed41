namespace Tollama.Core.Requests;

/// <summary>Where a field of a request may stand.</summary>
[Flags]
public enum FieldPlaces
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In a JSON body.</summary>
    Body = 1,

    /// <summary>In the query beside a table.</summary>
    Query = 2,

    /// <summary>In the parameters of a runner's <c>forecast</c>.</summary>
    Runner = 4,
}
