using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Columnar;

/// <summary>The cells of one typed column, row after row.</summary>
/// <param name="form">The column.</param>
/// <param name="reader">Reads its cells.</param>
/// <param name="blockLength">How many are read at once.</param>
/// <param name="limits">How large a table may be.</param>
/// <param name="format">The name of the file's format, for people.</param>
internal sealed class ColumnCursor(ColumnForm form, IBlockReader reader, int blockLength, TableLimits limits, string format)
{
    private const int BytesOfCharacter = 4;

    private readonly CellBlock _block = new(form, blockLength);
    private readonly CellText _text = new(form);
    private long _first;

    /// <summary>A cell as a text, trimmed; valid until the next one is read.</summary>
    /// <param name="row">Its row, from 0, not before that of the last cell.</param>
    /// <exception cref="TollamaException">The file is damaged.</exception>
    public ReadOnlySpan<char> Text(long row)
    {
        int place = Place(row);
        if (form.Kind == CellKind.Text && !_block.IsMissing[place] && _block.Lengths[place] > BytesOfCharacter * (long)limits.MaxCellLength)
        {
            throw TableError.Invalid($"row {row + 1}: '{Excerpt.Of(form.Name)}' has {_block.Lengths[place]} bytes; the limit is {limits.MaxCellLength} characters.");
        }

        try
        {
            ReadOnlySpan<char> text = _text.Write(_block, place);
            return text.Length > limits.MaxCellLength
                ? throw TableError.Invalid($"row {row + 1}: '{Excerpt.Of(form.Name)}' has {text.Length} characters; the limit is {limits.MaxCellLength}.")
                : text;
        }
        catch (Exception fault) when (ColumnarFault.Is(fault))
        {
            throw ColumnarFault.Of(format, fault, form.Name);
        }
    }

    /// <summary>A cell as a number; <see cref="double.NaN"/> where it is missing.</summary>
    /// <returns><see langword="false"/> when it is none.</returns>
    public bool TryNumber(long row, out double number)
    {
        int place = Place(row);
        return _text.TryNumber(_block, place, out number);
    }

    /// <summary>A number that only cells of the column with the same text have.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryKey(long row, out long key)
    {
        int place = Place(row);
        key = long.MinValue;
        if (_block.IsMissing[place])
        {
            return true;
        }

        if (form.Kind == CellKind.Text)
        {
            key = ((long)_block.Dictionary << 32) | (uint)_block.Codes[place];
            return _block.Dictionary > 0;
        }

        key = form.Kind == CellKind.Decimal ? long.MinValue : _block.Bits[place];
        return key != long.MinValue;
    }

    /// <summary>Reads on until the block has a row.</summary>
    /// <returns>The row's place in the block.</returns>
    private int Place(long row)
    {
        if (row - _first < _block.Count)
        {
            return (int)(row - _first);
        }

        try
        {
            while (row - _first >= _block.Count)
            {
                _first += _block.Count;
                _block.Count = 0;
                if (!reader.Read(_block))
                {
                    throw new InvalidDataException($"it ends in row {_first + 1}");
                }
            }
        }
        catch (Exception fault) when (ColumnarFault.Is(fault))
        {
            throw ColumnarFault.Of(format, fault, form.Name);
        }

        return (int)(row - _first);
    }
}
