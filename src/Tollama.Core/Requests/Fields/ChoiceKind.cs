using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>One of several words.</summary>
/// <param name="choices">The words and what they mean; of two words for one meaning the first is written.</param>
internal sealed class ChoiceKind<T>(params (string Word, T Value)[] choices) : FieldKind<T>
    where T : struct
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; } = [.. choices.Select(choice => choice.Word)];

    /// <summary>The words in a sentence: <c>refuse, sum or mean</c>.</summary>
    public string Listed => Words.Count == 1 ? Words[0] : $"{string.Join(", ", Words.SkipLast(1))} or {Words[^1]}";

    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out T value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            string sent = reader.GetString()!;
            int place = Array.FindIndex(choices, choice => choice.Word.Equals(sent, StringComparison.Ordinal));
            if (place >= 0)
            {
                value = choices[place].Value;
                return true;
            }
        }

        return fields.Refuse(ref reader, Listed, Words);
    }

    public override void Write(Utf8JsonWriter writer, T value) => writer.WriteStringValue(TextOf(value));

    public override string TextOf(T value) => choices.First(choice => choice.Value.Equals(value)).Word;

    public override string JsonOf(string text) =>
        FieldReader.Quote(Words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text);
}
