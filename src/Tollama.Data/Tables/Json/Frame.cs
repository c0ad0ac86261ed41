using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>Reads the objects that data frames are written as: pandas' orientations <c>columns</c>, <c>index</c>, <c>split</c> and <c>table</c>, and columns as arrays.</summary>
internal static class Frame
{
    private const string Columns = "columns";
    private const string Index = "index";
    private const string Data = "data";
    private const string Schema = "schema";

    // What pandas adds in its orientation "tight", and what says nothing of the cells.
    private static readonly string[] Beside = [Columns, Index, Data, "index_names", "column_names"];

    /// <summary>Opens the table of an object.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="limits">How large the table may be.</param>
    /// <exception cref="TollamaException">It is no data frame.</exception>
    public static ITable Open(ReadOnlyMemory<byte> text, TableLimits limits)
    {
        List<FrameMember> members = Members(text, limits);
        FrameMember? data = Find(members, Data);
        if (data is { Kind: JsonTokenType.StartArray } && Find(members, Columns) is { Kind: JsonTokenType.StartArray } columns && members.TrueForAll(member => Beside.Contains(member.Name)))
        {
            JsonCursor? labels = Find(members, Index) is { Kind: JsonTokenType.StartArray } index ? index.Start : null;
            return new RecordSurvey(text, limits).Arrays(Names(text, columns.Start), data.Start, labels);
        }

        if (data is { Kind: JsonTokenType.StartArray } && Find(members, Schema) is { Kind: JsonTokenType.StartObject })
        {
            return new RecordSurvey(text, limits).Records(data.Start, isWhole: false);
        }

        if (members.Exists(member => member.Kind != members[0].Kind))
        {
            FrameMember other = members.First(member => member.Kind != members[0].Kind);
            throw TableError.Invalid(
                $"'{Excerpt.Of(members[0].Name)}' is {KindOf(members[0])} and '{Excerpt.Of(other.Name)}' {KindOf(other)}: columns are arrays, or all of them objects.",
                "Send records, [{\"ds\": \"2024-01-01\", \"y\": 1}, …].");
        }

        return AreRows(text, members) ? Rows(text, limits) : new ColumnTable(text, members, limits);
    }

    /// <summary>Rows and columns are told apart by their names: those of rows begin with a digit, as numbers and dates do.</summary>
    private static bool AreRows(ReadOnlyMemory<byte> text, List<FrameMember> members)
    {
        if (members[0].Kind != JsonTokenType.StartObject || !members.TrueForAll(member => IsLabel(member.Name)))
        {
            return false;
        }

        Utf8JsonReader reader = members[0].Start.Open(text.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !IsLabel(reader.GetString()!);
    }

    private static bool IsLabel(string name) => name.Length > 0 && (char.IsAsciiDigit(name[0]) || (name[0] == '-' && name.Length > 1 && char.IsAsciiDigit(name[1])));

    private static RecordTable Rows(ReadOnlyMemory<byte> text, TableLimits limits)
    {
        Utf8JsonReader reader = new(text.Span);
        reader.Read();
        return new RecordSurvey(text, limits).Records(new JsonCursor(0, reader), isWhole: true);
    }

    private static List<FrameMember> Members(ReadOnlyMemory<byte> text, TableLimits limits)
    {
        List<FrameMember> members = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(text.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw TableError.Invalid($"'{Excerpt.Of(name)}' is there twice.", "Give every column a name of its own.");
            }

            reader.Read();
            members.Add(new FrameMember(name, reader.TokenType, new JsonCursor(0, reader)));
            reader.Skip();
            if (members.Count > Math.Max(limits.MaxColumns, limits.MaxRows))
            {
                throw TableError.TooMany("rows", limits.MaxRows);
            }
        }

        // What stands behind the end is told by the reader.
        _ = reader.Read();
        return members;
    }

    private static List<string> Names(ReadOnlyMemory<byte> text, JsonCursor start)
    {
        List<string> names = [];
        Utf8JsonReader reader = start.Open(text.Span);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            names.Add(reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => System.Text.Encoding.ASCII.GetString(reader.ValueSpan),
                _ => throw TableError.Invalid($"the name {names.Count + 1} in 'columns' is no text.", "Columns of several levels have to be joined to one before."),
            });
        }

        return names;
    }

    private static FrameMember? Find(List<FrameMember> members, string name) => members.Find(member => member.Name == name);

    private static string KindOf(FrameMember member) => member.Kind == JsonTokenType.StartArray ? "an array" : "an object";
}
