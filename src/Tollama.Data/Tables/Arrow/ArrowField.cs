using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>A column of an Arrow schema, or a part of a nested one.</summary>
internal sealed class ArrowField
{
    /// <summary>What is said of durations.</summary>
    public const string Durations = "durations";

    /// <summary>What is said of periods of pandas, before their step.</summary>
    public const string Periods = "periods of pandas";

    private const int MaxDepth = 32;

    public string Name { get; private init; } = "";

    public ArrowType Type { get; private init; }

    /// <summary>What the cells are; <see langword="null"/> where they cannot be read.</summary>
    public ColumnForm? Form { get; private set; }

    /// <summary>What they are where they cannot be read.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many bits a value has; 0 where that differs.</summary>
    public int Bits { get; private set; }

    /// <summary>Whether whole numbers have a sign.</summary>
    public bool IsSigned { get; private set; }

    /// <summary>Of dates in milliseconds.</summary>
    public bool IsDateInMilliseconds { get; private set; }

    /// <summary>Of unions: whether each part has only its own values.</summary>
    public bool IsDense { get; private set; }

    /// <summary>The dictionary that holds the values; -1 for none.</summary>
    public long Dictionary { get; private init; } = -1;

    /// <summary>The bits of a place in the dictionary.</summary>
    public int CodeBits { get; private init; }

    /// <summary>Whether places in the dictionary have a sign.</summary>
    public bool CodesAreSigned { get; private init; }

    public IReadOnlyList<ArrowField> Children { get; private set; } = [];

    /// <param name="table">The table of the field.</param>
    /// <param name="left">How many fields there may be yet: a buffer can name one place again and again.</param>
    /// <param name="depth">How deep it is nested.</param>
    public static ArrowField Read(FlatTable table, ref int left, int depth = 0)
    {
        if (depth > MaxDepth || --left < 0)
        {
            throw TooMany();
        }

        FlatTable dictionary = table.Table(4);
        FlatTable code = dictionary.Table(1);
        ArrowField field = new()
        {
            Name = table.Text(0) ?? "",
            Type = (ArrowType)table.Byte(2),
            Dictionary = dictionary.IsNone ? -1 : dictionary.Long(0),
            CodeBits = code.IsNone ? 32 : code.Int(0),
            CodesAreSigned = code.IsNone || code.Byte(1) != 0,
        };
        int count = table.Tables(5);
        ArrowField[] children = count <= left ? new ArrowField[count] : throw TooMany();
        for (int child = 0; child < children.Length; child++)
        {
            children[child] = Read(table.Table(5, child), ref left, depth + 1);
        }

        field.Children = children;
        field.Describe(table.Table(3));
        field.SeeExtension(table, ref left);
        return field;
    }

    private void Describe(FlatTable type)
    {
        ColumnForm form = new(Name, CellKind.Integer);
        switch (Type)
        {
            case ArrowType.Null:
                Form = form with { Kind = CellKind.Text };
                break;
            case ArrowType.Int:
                (Bits, IsSigned) = (Width(type.Int(0), 8, 64), type.Byte(1) != 0);
                Form = Bits == 64 && !IsSigned ? form with { Kind = CellKind.Unsigned } : form;
                break;
            case ArrowType.FloatingPoint:
                Bits = type.Short(0) switch { 0 => 16, 1 => 32, _ => 64 };
                Form = form with { Kind = Bits == 16 ? CellKind.Half : Bits == 32 ? CellKind.Single : CellKind.Double };
                break;
            case ArrowType.Bool:
                Bits = 1;
                Form = form with { Kind = CellKind.Truth };
                break;
            case ArrowType.Decimal:
                Bits = Width(type.Int(2, 128), 32, 256);
                Form = form with { Kind = CellKind.Decimal, Scale = type.Int(1) is >= 0 and <= 76 and int scale ? scale : throw new InvalidDataException($"column '{Name}' has decimals of {type.Int(1)} digits") };
                break;
            case ArrowType.Date:
                IsDateInMilliseconds = type.Short(0, 1) == 1;
                (Bits, IsSigned) = (IsDateInMilliseconds ? 64 : 32, true);
                Form = form with { Kind = CellKind.Date };
                break;
            case ArrowType.Time:
                (Bits, IsSigned) = (Width(type.Int(1, 32), 32, 64), true);
                Form = form with { Kind = CellKind.Clock, UnitsPerSecond = Units(type.Short(0, 1)) };
                break;
            case ArrowType.Timestamp:
                (Bits, IsSigned) = (64, true);
                Form = form with { Kind = CellKind.Stamp, UnitsPerSecond = Units(type.Short(0)), Zone = type.Text(1) is { Length: > 0 } zone ? zone : null };
                break;
            case ArrowType.Utf8 or ArrowType.LargeUtf8 or ArrowType.Utf8View:
                Form = form with { Kind = CellKind.Text };
                break;
            default:
                DescribeOther(type);
                break;
        }

        if (Dictionary >= 0 && Children.Count > 0)
        {
            (Form, Problem) = (null, "a dictionary of nested values");
        }
    }

    /// <summary>Periods are whole numbers to whoever does not know what pandas says of them beside the type.</summary>
    private void SeeExtension(FlatTable table, ref int left)
    {
        bool arePeriods = false;
        string? details = null;
        for (int pair = 0; pair < table.Tables(6); pair++)
        {
            // Pairs may name one long text again and again: only what is needed becomes one.
            FlatTable entry = --left < 0 ? throw TooMany() : table.Table(6, pair);
            ReadOnlySpan<byte> key = entry.Vector(0, 1, out _);
            arePeriods |= key.SequenceEqual("ARROW:extension:name"u8) && entry.Vector(1, 1, out _).SequenceEqual("pandas.period"u8);
            details = details is null && key.SequenceEqual("ARROW:extension:metadata"u8) ? entry.Text(1) : details;
        }

        (Form, Problem) = arePeriods ? (null, details is null ? Periods : $"{Periods} ({details})") : (Form, Problem);
    }

    private void DescribeOther(FlatTable type)
    {
        Bits = Type switch
        {
            ArrowType.FixedSizeBinary => checked(8 * type.Int(0)),
            ArrowType.Duration or ArrowType.Interval => 64,
            _ => 0,
        };
        IsDense = Type == ArrowType.Union && type.Short(0) == 1;
        Problem = Type switch
        {
            ArrowType.Duration => Durations,
            ArrowType.Interval => "intervals",
            ArrowType.List or ArrowType.LargeList or ArrowType.FixedSizeList or ArrowType.ListView or ArrowType.LargeListView => "lists",
            ArrowType.Struct => "structures",
            ArrowType.Map => "maps",
            ArrowType.Union => "unions",
            ArrowType.RunEndEncoded => "runs",
            ArrowType.Binary or ArrowType.LargeBinary or ArrowType.BinaryView or ArrowType.FixedSizeBinary => "bytes that are no text",
            _ => throw new InvalidDataException($"column '{Name}' has a type that is not known here ({(int)Type})"),
        };
    }

    private static InvalidDataException TooMany() => new("its schema is nested too deeply, or has too many columns");

    private int Width(int bits, int least, int most) =>
        int.IsPow2(bits) && bits >= least && bits <= most ? bits : throw new InvalidDataException($"column '{Name}' has values of {bits} bits");

    private static long Units(int unit) => unit switch { 0 => 1, 1 => 1000, 2 => 1_000_000, 3 => 1_000_000_000, _ => throw new InvalidDataException("a time has a unit that is not known") };
}
