using Tollama.Data.Tables.Arrow;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>A Parquet file whose footer was read and checked.</summary>
internal sealed class ParquetFile : IColumnarFile
{
    private readonly ParquetFooter _footer;
    private readonly List<ParquetColumn> _columns = [];
    private readonly List<KeyValuePair<string, string>> _others = [];

    private ParquetFile(ParquetFooter footer) => _footer = footer;

    public string Format => ParquetSource.Name;

    public long RowCount { get; private set; }

    public IReadOnlyList<ColumnForm> Columns => [.. _columns.Select(column => column.Form)];

    public IReadOnlyList<KeyValuePair<string, string>> Others => _others;

    public string? Pandas => _footer.Metadata.GetValueOrDefault("pandas");

    /// <summary>Reads the footer of a file.</summary>
    public static ParquetFile Open(ReadingRoom room)
    {
        ParquetFile file = new(ParquetFooter.Read(room));
        int leaves = file.FindColumns();
        foreach (RowGroup group in file._footer.RowGroups)
        {
            int next = group.Chunks + leaves;
            if (group.Rows < 0 || group.Rows > long.MaxValue - file.RowCount || next > file._footer.Chunks.Count)
            {
                throw new InvalidDataException("its row groups do not fit its schema");
            }

            file.RowCount += group.Rows;
        }

        return file;
    }

    public IBlockReader Open(int column, ReadingRoom room) => new ParquetBlocks(_columns[column], _footer, room);

    /// <summary>The columns below the root, of which those with children are passed over.</summary>
    /// <returns>How many columns of values the schema has.</returns>
    private int FindColumns()
    {
        List<SchemaElement> schema = _footer.Schema;
        if (schema.Count == 0)
        {
            throw new InvalidDataException("it has no schema");
        }

        // Arrow's own schema, which its writers keep in the file, knows more: the names of zones, and which numbers are durations.
        IReadOnlyDictionary<string, ArrowField> fields = ArrowSchema.OfParquet(_footer.Metadata.GetValueOrDefault("ARROW:schema"));
        int leaves = 0;
        int at = 1;
        for (int child = 0; child < schema[0].Children; child++)
        {
            SchemaElement element = At(schema, at);
            if (element.Physical is null || element.Children > 0)
            {
                _others.Add(KeyValuePair.Create(element.Name, GroupName(element)));
                leaves += PassOver(schema, ref at);
                continue;
            }

            ArrowField? field = fields.GetValueOrDefault(element.Name);
            ColumnForm? form = ParquetColumn.FormOf(element, out string? problem);
            problem = field?.Form is null && (field?.Problem == ArrowField.Durations || field?.Problem?.StartsWith(ArrowField.Periods, StringComparison.Ordinal) == true) ? field.Problem : problem;
            if (form is null || problem is not null)
            {
                _others.Add(KeyValuePair.Create(element.Name, problem ?? ""));
            }
            else
            {
                form = form is { Kind: CellKind.Stamp, Zone: not null } && field?.Form?.Zone is { } zone ? form with { Zone = zone } : form;
                _columns.Add(new ParquetColumn(leaves, element, form));
            }

            leaves++;
            at++;
        }

        return at == schema.Count ? leaves : throw new InvalidDataException("its schema has parts that belong to nothing");
    }

    private static int PassOver(List<SchemaElement> schema, ref int at)
    {
        int leaves = 0;
        for (long open = 1; open > 0; open--)
        {
            SchemaElement element = At(schema, at++);
            if (element.Children < 0)
            {
                throw new InvalidDataException("its schema has a group of less than no columns");
            }

            leaves += element.Children == 0 && element.Physical is not null ? 1 : 0;
            open += element.Children;
        }

        return leaves;
    }

    private static SchemaElement At(List<SchemaElement> schema, int at) => at < schema.Count ? schema[at] : throw new InvalidDataException("its schema ends too early");

    private static string GroupName(SchemaElement element) => (element.Logical, element.Converted) switch
    {
        (3, _) or (0, 3) => "lists",
        (2, _) or (0, 1 or 2) => "maps",
        _ => "structures",
    };
}
