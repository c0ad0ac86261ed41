using System.Buffers;
using Tollama.Core.Api;
using Tollama.Data.Writing.Arrow;
using Tollama.Data.Writing.Parquet;
using Tollama.Data.Writing.Text;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Writing;

/// <summary>The writers of the formats.</summary>
public static class AnswerWriter
{
    /// <summary>A new writer of a table.</summary>
    /// <param name="format">The format; any but JSON, which is no table.</param>
    /// <param name="output">Where to.</param>
    /// <param name="form">For CSV: how the table was written that the answer shall look like; <see langword="null"/>, the default, for our own form.</param>
    public static IAnswerWriter Of(AnswerFormat format, IBufferWriter<byte> output, InputForm? form = null) => format switch
    {
        AnswerFormat.Ndjson => new NdjsonAnswerWriter(output),
        AnswerFormat.Csv => new CsvAnswerWriter(output, ',', form),
        AnswerFormat.Tsv => new CsvAnswerWriter(output, '\t', form is null ? null : form with { Delimiter = '\t' }),
        AnswerFormat.Parquet => new ParquetAnswerWriter(output),
        AnswerFormat.Arrow => new ArrowAnswerWriter(output, isFile: true),
        AnswerFormat.ArrowStream => new ArrowAnswerWriter(output, isFile: false),
        AnswerFormat.Xlsx => new XlsxAnswerWriter(output),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a table"),
    };

    /// <summary>The most rows that a table in a format holds.</summary>
    public static long MaxRowsOf(AnswerFormat format) => format == AnswerFormat.Xlsx ? XlsxWriter.MaxRows : long.MaxValue;
}
