namespace Tollama.Data.Writing.Stamps;

/// <summary>Digits, letters or anything else, as far as they stand together in a text.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="IsDigits">Whether it is digits.</param>
/// <param name="IsLetters">Whether it is letters.</param>
internal readonly record struct TextRun(string Text, bool IsDigits, bool IsLetters)
{
    /// <summary>Cuts a text into its runs.</summary>
    public static List<TextRun> Cut(ReadOnlySpan<char> text)
    {
        List<TextRun> runs = [];
        while (!text.IsEmpty)
        {
            bool digits = char.IsAsciiDigit(text[0]), letters = char.IsLetter(text[0]);
            int end = 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]) == digits && char.IsLetter(text[end]) == letters)
            {
                end++;
            }

            runs.Add(new TextRun(text[..end].ToString(), digits, letters));
            text = text[end..];
        }

        return runs;
    }
}
