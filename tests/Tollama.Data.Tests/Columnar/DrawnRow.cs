namespace Tollama.Data.Tests.Columnar;

/// <summary>A row of a drawn table.</summary>
internal sealed record DrawnRow(string Store, DateTime Utc, double? Y, long? N, string? Kind);
