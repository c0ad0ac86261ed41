using System.Text.Json;
using System.Text.Unicode;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Data.Tables.Json;

/// <summary>Tables in JSON: an array of records, a record a line, and the objects that data frames are written as.</summary>
internal sealed class JsonSource : ITableSource
{
    private const string Json = "application/json";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Those of lines. An array or an object is known by its beginning, for requests are sent as <c>application/json</c>, too.</summary>
    public IReadOnlyList<string> ContentTypes { get; } = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/jsonlines"];

    public IReadOnlyList<string> Extensions { get; } = [".json", ".ndjson", ".jsonl"];

    public bool IsText => true;

    public string TypeOf(string extension) => extension.Equals(Extensions[0], StringComparison.OrdinalIgnoreCase) ? Json : ContentTypes[0];

    public bool Recognizes(ReadOnlySpan<byte> head, string? contentType) =>
        JsonTables.FormOf(head, contentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true) != JsonTableForm.None;

    public ITable Open(TableInput input, TableRequest request, WarningList warnings)
    {
        ReadOnlyMemory<byte> bytes = input.Bytes;
        if (request.Options.Delimiter is not null)
        {
            throw TableError.Invalid("delimiter= says what stands between the cells of a text, but the table is JSON.", "Leave it out.");
        }

        ReadOnlyMemory<byte> text = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        if (!Utf8.IsValid(text.Span))
        {
            throw TableError.Invalid("The table is JSON and not valid UTF-8.", "Send JSON in UTF-8.");
        }

        try
        {
            return Open(text, request.Limits);
        }
        catch (JsonException fault)
        {
            throw TableError.Invalid($"The table is not valid JSON: {CauseText.Of(fault)}.");
        }
        catch (InvalidOperationException)
        {
            throw TableError.Invalid("The table is not valid JSON: a text is no valid Unicode.");
        }
    }

    private static ITable Open(ReadOnlyMemory<byte> text, TableLimits limits)
    {
        switch (JsonTables.FormOf(text.Span, isJson: true))
        {
            case JsonTableForm.Frame:
                return Frame.Open(text, limits);
            case JsonTableForm.Records:
                Utf8JsonReader reader = new(text.Span);
                reader.Read();
                return new RecordSurvey(text, limits).Records(new JsonCursor(0, reader), isWhole: true);
            default:
                return new RecordSurvey(text, limits).Records(new JsonCursor(new JsonReaderOptions { AllowMultipleValues = true }), isWhole: false);
        }
    }
}
