namespace Tollama.Data.Writing.Xlsx;

/// <summary>A column of a sheet.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Kind">What its cells mostly are.</param>
public sealed record XlsxColumn(string Name, XlsxColumnKind Kind);
