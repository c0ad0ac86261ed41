namespace Tollama.Data.Tables.Parquet;

/// <summary>A node of the schema, as the footer lists them from the root on.</summary>
internal sealed class SchemaElement
{
    /// <summary>How values are stored; <see langword="null"/> for a group.</summary>
    public PhysicalType? Physical { get; private set; }

    /// <summary>How many bytes each value of fixed bytes has.</summary>
    public int TypeLength { get; private set; }

    /// <summary>0 required, 1 optional, 2 repeated.</summary>
    public int Repetition { get; private set; }

    public string Name { get; private set; } = "";

    public int Children { get; private set; }

    /// <summary>The older annotation; -1 for none.</summary>
    public int Converted { get; private set; } = -1;

    public int Scale { get; private set; }

    /// <summary>The newer annotation, by its field in the union; 0 for none.</summary>
    public int Logical { get; private set; }

    /// <summary>Of times: whether they are moments. Of whole numbers: whether they have a sign.</summary>
    public bool Flag { get; private set; }

    /// <summary>Of times: 1 milliseconds, 2 microseconds, 3 nanoseconds.</summary>
    public int Unit { get; private set; }

    public static SchemaElement Read(ref ThriftReader reader)
    {
        SchemaElement element = new();
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            switch (id)
            {
                case 1: element.Physical = (PhysicalType)reader.Int(); break;
                case 2: element.TypeLength = reader.Int(); break;
                case 3: element.Repetition = reader.Int(); break;
                case 4: element.Name = reader.Text(); break;
                case 5: element.Children = reader.Int(); break;
                case 6: element.Converted = reader.Int(); break;
                case 7: element.Scale = reader.Int(); break;
                case 10 when type == ThriftType.Struct: element.ReadLogical(ref reader); break;
                default: reader.Skip(type); break;
            }
        }

        reader.Leave(outer);
        return element;
    }

    private void ReadLogical(ref ThriftReader reader)
    {
        const int Decimal = 5;
        short outer = reader.Enter();
        while (reader.Next(out short kind, out ThriftType type))
        {
            Logical = kind;
            if (type != ThriftType.Struct)
            {
                reader.Skip(type);
                continue;
            }

            short union = reader.Enter();
            while (reader.Next(out short id, out ThriftType field))
            {
                if (field is ThriftType.True or ThriftType.False)
                {
                    Flag = reader.Truth;
                }
                else if (field == ThriftType.Struct && id == 2)
                {
                    ReadUnit(ref reader);
                }
                else if (field == ThriftType.I32 && kind == Decimal && id == 1)
                {
                    Scale = reader.Int();
                }
                else
                {
                    reader.Skip(field);
                }
            }

            reader.Leave(union);
        }

        reader.Leave(outer);
    }

    private void ReadUnit(ref ThriftReader reader)
    {
        short outer = reader.Enter();
        while (reader.Next(out short unit, out ThriftType type))
        {
            Unit = unit;
            reader.Skip(type);
        }

        reader.Leave(outer);
    }
}
