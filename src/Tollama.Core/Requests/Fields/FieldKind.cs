using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>A kind of value: how it is read and written.</summary>
internal abstract class FieldKind<T>
{
    /// <summary>Reads a value; a wrong one is a fault and <see langword="false"/>.</summary>
    public abstract bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out T value);

    /// <summary>Writes a value.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>A value as it stands in a query.</summary>
    public abstract string TextOf(T value);

    /// <summary>The JSON of a text from a query. A text that is no such value becomes a JSON text, so that reading says what is wrong.</summary>
    public abstract string JsonOf(string text);
}
