namespace Tollama.Data.Tables;

/// <summary>Whether a row that ends before the last column is a row whose last cells are missing.</summary>
/// <param name="row">The rows of the table, at that row.</param>
/// <param name="cells">How many cells it has.</param>
internal delegate bool ShortRowTest(ITableRows row, int cells);
