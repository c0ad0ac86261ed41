using System.Text.Json;

namespace Tollama.Data.Tables.Json;

/// <summary>A place in a JSON text from which reading goes on.</summary>
internal struct JsonCursor
{
    private JsonReaderState _state;

    /// <summary>The place where a reader stands.</summary>
    /// <param name="origin">Where the text of the reader begins.</param>
    /// <param name="reader">The reader.</param>
    public JsonCursor(int origin, scoped in Utf8JsonReader reader)
    {
        Offset = origin + (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    /// <summary>The beginning of a text.</summary>
    public JsonCursor(JsonReaderOptions options) => _state = new JsonReaderState(options);

    /// <summary>How many bytes of the text lie before it.</summary>
    public int Offset { get; private set; }

    /// <summary>A reader that goes on here.</summary>
    public readonly Utf8JsonReader Open(ReadOnlySpan<byte> text) => new(text[Offset..], isFinalBlock: true, _state);

    /// <summary>Goes to where the reader stands that was opened here.</summary>
    public void Keep(scoped in Utf8JsonReader reader)
    {
        Offset += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }
}
