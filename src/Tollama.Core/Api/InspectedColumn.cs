namespace Tollama.Core.Api;

/// <summary>A column of a table as it was understood.</summary>
public sealed record InspectedColumn
{
    /// <summary>Its name, from the header or made up.</summary>
    public required string Name { get; init; }

    /// <summary><c>time</c>, <c>target</c>, <c>id</c>, <c>covariate</c>, <c>future_covariate</c> or <c>unused</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Why: <c>named by the request</c>, <c>by its name</c>, <c>by its content</c>, <c>from the header</c>; absent for unused columns.</summary>
    public string? Reason { get; init; }

    /// <summary><c>number</c>, <c>text</c>, or <c>empty</c> when it has no cell with a value.</summary>
    public required string Type { get; init; }

    /// <summary>How many cells have no value.</summary>
    public required int Missing { get; init; }

    /// <summary>Its first value as written.</summary>
    public string? Example { get; init; }
}
