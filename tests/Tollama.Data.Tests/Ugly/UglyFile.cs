using System.Globalization;
using System.Text;

namespace Tollama.Data.Tests.Ugly;

/// <summary>A truth written down in one of the many ways that are legal: layout, order, names, dates, numbers, delimiters, encodings, and what stands around the table.</summary>
internal sealed class UglyFile
{
    private static readonly string[] TimeNames = ["date", "Date", "ds", "timestamp", "Datum", "fecha", "time", "Period"];
    private static readonly string[] IdNames = ["unique_id", "item_id", "store", "SKU", "part_no", "plz", "customer", "Dept"];
    private static readonly string[] ValueNames = ["y", "target", "value", "sales", "Umsatz", "kWh"];

    private readonly Random _random;
    private readonly Random _others;
    private readonly List<string[]> _rows = [];
    private readonly char _delimiter;
    private readonly bool _quotesAll;
    private readonly string _end;
    private string[] _header = [];

    private UglyFile(UglyTruth truth, Random random, Random others)
    {
        _random = random;
        _others = others;
        Truth = truth;
        _delimiter = random.GetItems([',', ';', '\t', '|'], 1)[0];
        _quotesAll = random.Next(5) == 0;
        _end = random.GetItems(["\n", "\r\n", "\n"], 1)[0];
    }

    public UglyTruth Truth { get; }

    public byte[] Bytes { get; private set; } = [];

    /// <summary>The id that each series must have, in no order.</summary>
    public string[] Ids { get; private set; } = [];

    /// <summary>The column with the values; <see langword="null"/> for a wide table and one whose header holds times.</summary>
    public string? Value { get; private set; }

    /// <summary>What was chosen, for whoever has to understand a failure.</summary>
    public string Description { get; private set; } = "";

    public string Shown => Encoding.UTF8.GetString(Bytes);

    public static UglyFile Create(uint seed)
    {
        Random random = new((int)seed);
        UglyFile file = new(UglyTruth.Create(random), random, new Random((int)~seed));
        file.Write();
        return file;
    }

    private void Write()
    {
        bool isWhole = Truth.Series.All(series => series.Values.All(value => value is null || value == Math.Floor(value.Value)));
        UglyDates dates = new(_random, Truth);
        UglyNumbers numbers = new(_random, isWhole);
        int layout = _random.Next(4);
        string time = dates.NeedsName ? "date" : _random.GetItems(TimeNames, 1)[0];
        string value = _random.GetItems(ValueNames, 1)[0];
        Description = $"layout {layout}, {Truth.Step}, {dates}";
        if (layout == 0 || (layout == 1 && Truth.Series.Length == 1))
        {
            WriteLong(time, value, dates, numbers);
        }
        else if (layout == 1)
        {
            WriteWide(time, dates, numbers);
        }
        else if (layout == 2 && !dates.NeedsName)
        {
            WriteTurned(dates, numbers);
        }
        else
        {
            WriteParts(value, numbers);
        }

        Bytes = Encode();
    }

    private void WriteLong(string time, string value, UglyDates dates, UglyNumbers numbers)
    {
        Value = value;
        bool single = Truth.Series.Length == 1;
        int kind = _random.Next(4);
        string id = _random.GetItems(IdNames, 1)[0];
        bool isShuffled = _random.Next(3) == 0;
        string[] Key(int series) => kind switch
        {
            0 => [(100 + series).ToString(CultureInfo.InvariantCulture)],
            1 => [$"{series + 1}.0"],
            2 => [$"north {series % 2}", $"s{series / 2}"],
            _ => Truth.Series[series].Key[..1],
        };
        string[] ids = kind == 2 ? ["region", "shop_id"] : [id];
        Ids = [.. Enumerable.Range(0, Truth.Series.Length).Select(series => single ? value : string.Join('/', Needed(Key, series)))];
        _header = single ? [time, value] : [.. ids, time, value];
        for (int series = 0; series < Truth.Series.Length; series++)
        {
            for (int place = 0; place < Truth.Stamps.Length; place++)
            {
                string[] row = [dates.Write(Truth.Stamps[place]), numbers.Write(Truth.Series[series].Values[place])];
                _rows.Add(single ? row : [.. Key(series), .. row]);
            }
        }

        Arrange(isShuffled);
        AddColumns();
    }

    // Of two id columns only those come back that are needed.
    private string[] Needed(Func<int, string[]> key, int series)
    {
        string[][] keys = [.. Enumerable.Range(0, Truth.Series.Length).Select(key)];
        for (int column = 0; column < keys[0].Length; column++)
        {
            if (keys.Select(one => one[column]).Distinct().Count() == keys.Length)
            {
                return [key(series)[column]];
            }
        }

        return key(series);
    }

    private void WriteWide(string time, UglyDates dates, UglyNumbers numbers)
    {
        Ids = [.. Truth.Series.Select((_, series) => $"shop {series + 1}")];
        _header = [time, .. Ids];
        for (int place = 0; place < Truth.Stamps.Length; place++)
        {
            _rows.Add([dates.Write(Truth.Stamps[place]), .. Truth.Series.Select(series => numbers.Write(series.Values[place]))]);
        }

        Arrange(isShuffled: _random.Next(3) == 0);
    }

    private void WriteTurned(UglyDates dates, UglyNumbers numbers)
    {
        Ids = [.. Truth.Series.Select((_, series) => $"product {series + 1}")];
        _header = ["product", .. Truth.Stamps.Select(dates.Write)];
        _rows.AddRange(Truth.Series.Select((series, index) => (string[])[Ids[index], .. series.Values.Select(numbers.Write)]));
    }

    private void WriteParts(string value, UglyNumbers numbers)
    {
        string[] names = Truth.Step switch
        {
            UglyStep.Month => ["Year", "Month"],
            UglyStep.Quarter => ["Year", "Quarter"],
            UglyStep.Day or UglyStep.BusinessDay => ["year", "month", "day"],
            UglyStep.Hour => ["date", "hour"],
            UglyStep.QuarterHour => ["Date", "Time"],
            _ => ["date"],
        };
        bool isName = _random.Next(2) == 0;
        string[] Cells(DateTime stamp) => Truth.Step switch
        {
            UglyStep.Month => [Text(stamp, "yyyy"), Text(stamp, isName ? "MMM" : "%M")],
            UglyStep.Quarter => [Text(stamp, "yyyy"), (isName ? "Q" : "") + ((stamp.Month + 2) / 3).ToString(CultureInfo.InvariantCulture)],
            UglyStep.Day or UglyStep.BusinessDay => [Text(stamp, "yyyy"), Text(stamp, "%M"), Text(stamp, "%d")],
            UglyStep.Hour => [Text(stamp, "yyyy-MM-dd"), Text(stamp, "%H")],
            UglyStep.QuarterHour => [Text(stamp, "dd.MM.yyyy"), Text(stamp, "HH:mm")],
            _ => [Text(stamp, "yyyy-MM-dd")],
        };
        Ids = Truth.Series.Length == 1 ? [value] : [.. Truth.Series.Select(series => series.Key[0])];
        _header = Truth.Series.Length == 1 ? [.. names, value] : ["id", .. names, value];
        foreach ((string[] key, decimal?[] values) in Truth.Series)
        {
            for (int place = 0; place < values.Length; place++)
            {
                string[] row = [.. Cells(Truth.Stamps[place]), numbers.Write(values[place])];
                _rows.Add(Truth.Series.Length == 1 ? row : [key[0], .. row]);
            }
        }

        Arrange(isShuffled: false);
    }

    private static string Text(DateTime stamp, string form) => stamp.ToString(form, CultureInfo.InvariantCulture);

    private void Arrange(bool isShuffled)
    {
        if (isShuffled)
        {
            string[][] rows = [.. _rows];
            _random.Shuffle(rows);
            _rows.Clear();
            _rows.AddRange(rows);
        }
        else if (_random.Next(4) == 0)
        {
            _rows.Reverse();
        }

        if (_random.Next(6) == 0)
        {
            _rows.Insert(_random.Next(_rows.Count), _rows[_random.Next(_rows.Count)]);
        }
    }

    private void AddColumns()
    {
        if (_random.Next(4) == 0)
        {
            Add("currency", _ => "EUR");
        }

        if (_random.Next(5) == 0)
        {
            int number = 0;
            Add("comment", _ => $"row {++number}");
        }

        AddAttributes();
    }

    /// <summary>Columns that say something of each row, and must not become ids or series.</summary>
    private void AddAttributes()
    {
        if (_others.Next(3) == 0 && Truth.Series.Length == 1)
        {
            bool takesTurns = _others.Next(2) == 0;
            Add(_others.GetItems(["region", "item", "store", "station", "product"], 1)[0], row => $"{(char)('A' + (takesTurns ? row : _others.Next(3)) % 3)}");
        }

        if (_others.Next(3) == 0)
        {
            Add("price", _ => _others.Next(1, 90).ToString(CultureInfo.InvariantCulture));
        }

        if (_others.Next(4) == 0)
        {
            Add("promo", _ => _others.Next(2).ToString(CultureInfo.InvariantCulture));
        }

        if (_others.Next(4) == 0)
        {
            Add("row_no", row => (row + 1).ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Add(string name, Func<int, string> cell)
    {
        _header = [.. _header, name];
        for (int row = 0; row < _rows.Count; row++)
        {
            _rows[row] = [.. _rows[row], cell(row)];
        }
    }

    private byte[] Encode()
    {
        StringBuilder text = new();
        bool isAligned = _others.Next(10) == 0 && MayBeAligned();
        if (isAligned)
        {
            WriteAligned(text);
        }
        else
        {
            WriteDelimited(text);
        }

        Encoding encoding = _random.Next(6) switch { 0 => Encoding.Unicode, 1 => Encoding.BigEndianUnicode, _ => Encoding.UTF8 };
        bool mark = !encoding.Equals(Encoding.UTF8) || _random.Next(3) == 0;
        return [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text.ToString())];
    }

    private void WriteDelimited(StringBuilder text)
    {
        bool isClosed = _others.Next(10) == 0;
        bool dropsEnds = _others.Next(8) == 0;
        bool hasFormulas = _others.Next(12) == 0 && !_quotesAll;
        Description += $"{(isClosed ? ", closed rows" : "")}{(dropsEnds ? ", short rows" : "")}{(hasFormulas ? ", formulas" : "")}";
        text.Append(_random.Next(6) switch { 0 => $"Report 2024{_end}", 1 => $"# made by hand{_end}", 2 => $"Sales{_end}{_end}all shops{_end}{_end}", _ => "" });
        AddLine(text, isClosed && _others.Next(2) == 0 ? [.. _header, ""] : _header);
        foreach (string[] row in _rows)
        {
            string[] cells = hasFormulas ? [.. row.Select(Formula)] : row;
            int length = dropsEnds ? Math.Max(1, Array.FindLastIndex(cells, cell => cell.Length > 0) + 1) : cells.Length;
            AddLine(text, isClosed ? [.. cells, ""] : cells[..length]);
            text.Append(_random.Next(40) == 0 ? _end : "");
        }

        text.Append(_random.Next(8) switch { 0 => $"{_end}Source: own calculation{_end}", 1 => $"*** END ***{_end}", _ => "" });
    }

    private bool MayBeAligned() => _rows.Append(_header).All(row => row.All(cell => cell.Length > 0 && cell.AsSpan().IndexOfAny(" ,;|\"") < 0));

    private void WriteAligned(StringBuilder text)
    {
        Description += ", aligned";
        int[] widths = [.. _header.Select((name, column) => _rows.Append(_header).Max(row => row[column].Length))];
        bool toRight = _others.Next(2) == 0;
        int gap = _others.Next(1, 4);
        foreach (string[] row in _rows.Prepend(_header))
        {
            text.AppendJoin(new string(' ', gap), row.Select((cell, column) => toRight ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).Append(_end);
        }
    }

    private string Formula(string cell) => cell.Length == 0 || cell.Contains(_delimiter) || cell.Contains('"') ? cell : $"=\"{cell}\"";

    private void AddLine(StringBuilder text, string[] cells) => text.AppendJoin(_delimiter, cells.Select(Quote)).Append(_end);

    private string Quote(string cell)
    {
        string padded = _random.Next(10) == 0 ? $" {cell} " : cell;
        return _quotesAll || padded.Contains(_delimiter) || (padded.Contains('"') && !padded.AsSpan().Trim().StartsWith("=\"")) ? $"\"{padded.Replace("\"", "\"\"")}\"" : padded;
    }
}
