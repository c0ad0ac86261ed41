using Apache.Arrow;
using Apache.Arrow.Types;
using Tollama.Core.Api;

namespace Tollama.Data.Writing.Arrow;

/// <summary>The schema and the columns of an answer in Arrow.</summary>
internal static class ArrowTables
{
    /// <summary>The schema.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="metadata">The metadata by their keys.</param>
    public static Schema SchemaOf(AnswerColumns columns, IReadOnlyDictionary<string, string> metadata)
    {
        List<Field> fields = [.. columns.IdNames.Select(name => new Field(name, StringType.Default, nullable: true))];
        fields.Add(new Field(ForecastColumns.Stamp, TypeOf(columns.Stamps), nullable: true));
        fields.AddRange(columns.Numbers.Names.Select(name => new Field(name, DoubleType.Default, nullable: true)));
        if (columns.HasErrors)
        {
            fields.Add(new Field(AnswerColumns.Error, StringType.Default, nullable: true));
        }

        return new Schema(fields, metadata);
    }

    /// <summary>The rows.</summary>
    public static RecordBatch BatchOf(Schema schema, AnswerColumns columns, AnswerBatch batch)
    {
        List<IArrowArray> arrays = [.. batch.Ids.Select(Texts)];
        arrays.Add(columns.Stamps.Kind == StampKind.Text ? Texts(batch.StampTexts) : Stamps(columns.Stamps, batch.Stamps));
        arrays.AddRange(batch.Numbers.Select(Numbers));
        if (columns.HasErrors)
        {
            arrays.Add(Texts(batch.Errors));
        }

        return new RecordBatch(schema, arrays, batch.Count);
    }

    private static IArrowType TypeOf(StampType stamps) => stamps.Kind switch
    {
        StampKind.Position => Int64Type.Default,
        StampKind.Date => Date32Type.Default,
        StampKind.Time => new TimestampType(TimeUnit.Microsecond, stamps.Zone),
        _ => StringType.Default,
    };

    private static StringArray Texts(List<string?> texts)
    {
        StringArray.Builder builder = new();
        foreach (string? text in texts)
        {
            builder.Append(text);
        }

        return builder.Build();
    }

    private static DoubleArray Numbers(List<double?> numbers)
    {
        DoubleArray.Builder builder = new();
        builder.Reserve(numbers.Count);
        foreach (double? number in numbers)
        {
            builder.Append(number);
        }

        return builder.Build();
    }

    private static IArrowArray Stamps(StampType type, List<long?> stamps)
    {
        ArrowBuffer.BitmapBuilder known = new(stamps.Count);
        int missing = 0;
        foreach (long? stamp in stamps)
        {
            known.Append(stamp is not null);
            missing += stamp is null ? 1 : 0;
        }

        ArrowBuffer validity = missing == 0 ? ArrowBuffer.Empty : known.Build();
        return type.Kind switch
        {
            StampKind.Position => new Int64Array(Longs(stamps), validity, stamps.Count, missing, 0),
            StampKind.Date => new Date32Array(Days(stamps), validity, stamps.Count, missing, 0),
            _ => new TimestampArray(new TimestampType(TimeUnit.Microsecond, type.Zone), Longs(stamps), validity, stamps.Count, missing, 0),
        };
    }

    private static ArrowBuffer Longs(List<long?> values)
    {
        ArrowBuffer.Builder<long> builder = new(values.Count);
        foreach (long? value in values)
        {
            builder.Append(value ?? 0);
        }

        return builder.Build();
    }

    private static ArrowBuffer Days(List<long?> values)
    {
        ArrowBuffer.Builder<int> builder = new(values.Count);
        foreach (long? value in values)
        {
            builder.Append((int)(value ?? 0));
        }

        return builder.Build();
    }
}
