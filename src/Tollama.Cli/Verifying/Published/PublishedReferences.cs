namespace Tollama.Cli.Verifying.Published;

/// <summary>The published forecasts that are known.</summary>
internal static class PublishedReferences
{
    private static readonly PublishedReference[] All = [new GlobalTemperature(), new TimesFmPort()];

    /// <summary>Those of a hub repository; there may be none.</summary>
    public static IReadOnlyList<PublishedReference> Of(string? repository) =>
        [.. All.Where(reference => string.Equals(reference.Model, repository, StringComparison.OrdinalIgnoreCase))];
}
