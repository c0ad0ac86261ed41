using System.Globalization;
using System.Text.Json;

namespace Tollama.Data.Tables.Json;

/// <summary>Tells whether the labels of rows are but their numbers, 0, 1, 2 and so on, as a data frame has them that was given none.</summary>
internal sealed class RowIndex
{
    private readonly char[] _number = new char[16];
    private int _next;

    /// <summary>The name of the column that labels become.</summary>
    public const string Name = "index";

    public bool AreNumbers { get; private set; } = true;

    /// <summary>Looks at the next label.</summary>
    public void See(ref Utf8JsonReader reader)
    {
        _ = _next++.TryFormat(_number, out int length, default, CultureInfo.InvariantCulture);
        AreNumbers = AreNumbers && reader.TokenType switch
        {
            JsonTokenType.String or JsonTokenType.PropertyName => reader.ValueTextEquals(_number.AsSpan(0, length)),
            JsonTokenType.Number => reader.TryGetInt64(out long number) && number == _next - 1,
            _ => false,
        };
    }
}
