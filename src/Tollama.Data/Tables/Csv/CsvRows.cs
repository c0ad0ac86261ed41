using Sylvan.Data.Csv;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Csv;

/// <summary>The data rows of a table, one after the other, without a string per cell.</summary>
internal sealed class CsvRows : ITableRows
{
    private const int CancellationInterval = 4096;

    private readonly RecordReader _reader;
    private readonly int _columns;
    private readonly TableLimits _limits;
    private readonly List<Fault> _faults = [];
    private int _nextLine;
    private int _recordLength;
    private int _fields;

    private readonly ShortRowTest? _fits;
    private readonly string[] _header;
    private readonly SecondHeader _second;

    private CsvRows(RecordReader reader, CsvDialect dialect, TableLimits limits, ShortRowTest? fits)
    {
        _fits = fits;
        _reader = reader;
        _columns = dialect.Names.Count;
        _header = dialect.HasHeader ? [.. dialect.Names] : [];
        _second = new SecondHeader(_header);
        _limits = limits;
        _nextLine = dialect.Line;
    }

    /// <summary>The number of the current row's first line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The number of data rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>Lines that were passed over as remarks.</summary>
    public int Remarks { get; private set; }

    /// <inheritdoc />
    public int RepeatedHeaders { get; private set; }

    /// <summary>Rows with more or fewer cells than the table has columns, the first few of them.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <inheritdoc />
    public int FaultCount { get; private set; }

    /// <inheritdoc />
    public int FilledCount { get; private set; }

    /// <inheritdoc />
    public int FirstFilled { get; private set; }

    /// <summary>Stands before the first data row.</summary>
    /// <param name="text">The table.</param>
    /// <param name="dialect">How it is written.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="fits">Whether a row that ends early is one all the same; <see langword="null"/> when none is.</param>
    public static CsvRows Open(TableText text, CsvDialect dialect, TableLimits limits, ShortRowTest? fits)
    {
        TextReader source = text.Open();
        Skip(source, dialect.Offset);
        RecordReader records = text.HasQuotes
            ? new QuotedRecords(source, dialect.Delimiter, limits.MaxRowLength, dialect.Line)
            : new PlainRecords(source, dialect.Delimiter, limits.MaxRowLength);
        CsvRows rows = new(records, dialect, limits, fits);
        if (dialect.HasHeader)
        {
            _ = rows.ReadRecord();
        }

        return rows;
    }

    /// <summary>Goes to the next row; passes over blank lines and remarks, collects a fault for a row of another length.</summary>
    public bool Read(CancellationToken cancellationToken)
    {
        bool isSetApart = false;
        while (ReadRecord())
        {
            if (Count % CancellationInterval == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (IsBlank())
            {
                isSetApart = true;
                continue;
            }

            if (RepeatsHeader())
            {
                RepeatedHeaders++;
                continue;
            }

            if (Count > 0)
            {
                _second.Refuse(this, "line", isSetApart);
            }

            RefuseLongCells();
            if (HasAllColumns() || Fill())
            {
                Count++;
                return Count <= _limits.MaxRows ? true : throw TableError.TooMany("rows", _limits.MaxRows);
            }

            if (this[0].StartsWith('#'))
            {
                Remarks++;
            }
            else if (FaultCount++ < TableError.MaxFaults)
            {
                _faults.Add(TableError.At(
                    "length", Line, column: null, $"{CountText.Of(_fields, "cell", "cells")} where the table has {CountText.Of(_columns, "column", "columns")}",
                    Beginning(_reader.Record.Trim())));
            }
        }

        return false;
    }

    /// <summary>A cell of the current row, trimmed; valid until the next row is read.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            ReadOnlySpan<char> cell = column < _fields ? _reader.Field(column) : default;
            return IsShown(cell) ? cell : FormulaText.Content(cell.Trim());
        }
    }

    /// <inheritdoc />
    public bool IsPadded(int column) => column < _fields && _reader.Field(column) is [' ', .., ' ', ' '];

    /// <inheritdoc />
    public void Dispose() => _reader.Dispose();

    public static CsvDataReaderOptions Options(char delimiter, CsvStyle style, int maxRowLength) => new()
    {
        Delimiter = delimiter,
        HasHeaders = false,
        Comment = '\0',
        CsvStyle = style,
        BufferSize = Math.Clamp(maxRowLength, TableLimits.MinRowLength, 64 * 1024),
        MaxBufferSize = Math.Max(maxRowLength, TableLimits.MinRowLength),
    };

    /// <summary>The line ends in a record: LF, CRLF or CR.</summary>
    public static int CountLines(ReadOnlySpan<char> record)
    {
        int feeds = record.Count('\n');
        return feeds > 0 ? feeds : record.Count('\r');
    }

    private static void Skip(TextReader source, int characters)
    {
        char[] passed = new char[Math.Min(characters, 16 * 1024)];
        while (characters > 0)
        {
            int read = source.ReadBlock(passed, 0, Math.Min(characters, passed.Length));
            characters = read == 0 ? 0 : characters - read;
        }
    }

    private bool ReadRecord()
    {
        Line = _nextLine;
        if (!_reader.Read(Line))
        {
            return false;
        }

        _recordLength = _reader.Record.Length;
        _fields = _reader.FieldCount;
        _nextLine += _reader.LineEnds;
        return true;
    }

    private void RefuseLongCells()
    {
        if (_recordLength <= _limits.MaxCellLength)
        {
            return;
        }

        for (int i = 0; i < _fields; i++)
        {
            if (this[i].Length > _limits.MaxCellLength)
            {
                throw TableError.Invalid($"line {Line}: cell {i + 1} has {this[i].Length} characters; the limit is {_limits.MaxCellLength}.");
            }
        }
    }

    private static string Beginning(ReadOnlySpan<char> record) => record[..Math.Min(record.Length, 2 * Excerpt.MaxLength)].ToString();

    /// <summary>Whether nothing has to be cut off a cell, as of nearly all: it begins and ends with a sign of ASCII, and is no formula.</summary>
    private static bool IsShown(ReadOnlySpan<char> cell) => !cell.IsEmpty && cell[0] is > ' ' and < '\x7f' and not '=' && cell[^1] is > ' ' and < '\x7f';

    private bool IsBlank()
    {
        if (_reader.Record is [(>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'), ..])
        {
            return false;
        }

        if (_reader.Record.TrimStart() is ['-' or '+' or '|' or ':', ..] && RuleLine.Is(_reader.Record))
        {
            return true;
        }

        for (int i = 0; i < _fields; i++)
        {
            if (!this[i].IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a row has the columns' names in its cells: exports of several pages, and files put one behind the other, repeat the header.</summary>
    private bool RepeatsHeader()
    {
        int texts = 0;
        for (int i = 0; i < _header.Length; i++)
        {
            if (!this[i].SequenceEqual(_header[i]))
            {
                return false;
            }

            texts += CsvSample.IsNumberOrTime(_header[i]) ? 0 : 1;
        }

        return _header.Length > 1 && texts > 1;
    }

    private bool HasAllColumns()
    {
        for (int i = _columns; i < _fields; i++)
        {
            if (!this[i].IsEmpty)
            {
                return false;
            }
        }

        return _fields >= _columns;
    }

    /// <summary>Spreadsheets leave out the empty cells at the end of a row: they are missing.</summary>
    private bool Fill()
    {
        if (_fits is null || _fields > _columns || !_fits(this, _fields))
        {
            return false;
        }

        FirstFilled = FilledCount++ == 0 ? Line : FirstFilled;
        return true;
    }
}
