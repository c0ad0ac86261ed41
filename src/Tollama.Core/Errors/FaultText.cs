using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tollama.Core.Errors;

/// <summary>
/// The message of a fault, put together only if the list still takes it: what is found past the end of the list costs nothing. Texts in it are shortened.
/// </summary>
[InterpolatedStringHandler]
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct FaultText
{
    private readonly bool _isWanted;
    private DefaultInterpolatedStringHandler _text;

    /// <summary>Begins a message; called by the compiler.</summary>
    /// <param name="literalLength">How many characters are fixed.</param>
    /// <param name="formattedCount">How many parts are not.</param>
    /// <param name="faults">The list that the message is for.</param>
    /// <param name="isWanted">Whether the list takes it.</param>
    public FaultText(int literalLength, int formattedCount, FaultList faults, out bool isWanted)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _isWanted = isWanted = !faults.IsFull;
        _text = isWanted ? new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
    }

    /// <summary>Adds a fixed part.</summary>
    public void AppendLiteral(string value) => _text.AppendLiteral(value);

    /// <summary>Adds a text, its beginning if it is long.</summary>
    public void AppendFormatted(string? value) => _text.AppendLiteral(Excerpt.Of(value));

    /// <summary>Adds a value.</summary>
    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    /// <summary>The message; <see langword="null"/> if the list does not take it.</summary>
    internal string? Finish() => _isWanted ? _text.ToStringAndClear() : null;
}
