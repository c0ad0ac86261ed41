namespace Tollama.Data.Tables.Columnar;

/// <summary>Reads a typed column from its first cell to its last.</summary>
internal interface IBlockReader
{
    /// <summary>Fills a block with the next cells.</summary>
    /// <returns><see langword="false"/> when there are no more.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    bool Read(CellBlock block);
}
