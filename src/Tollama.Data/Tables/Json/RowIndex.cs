using System.Globalization;
using System.Text.Json;

namespace Tollama.Data.Tables.Json;

/// <summary>Tells whether the labels of rows are but their numbers, 0, 1, 2 and so on, as a data frame has them that was given none, or times as pandas writes them.</summary>
internal sealed class RowIndex
{
    private readonly char[] _number = new char[16];
    private int _next;
    private bool _areHours = true;
    private bool _areMinutes = true;
    private bool _areDays = true;
    private bool _haveUsualLength = true;
    private long _furthest;

    private const int FewestLabels = 2;
    private const int UsualLength = 13;
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long Months = 10_000_000_000;
    private const long Latest = 10_000_000_000_000;

    /// <summary>The name of the column that labels become.</summary>
    public const string Name = "index";

    public bool AreNumbers { get; private set; } = true;

    /// <summary>
    /// How pandas' milliseconds since 1970 become times: <see langword="null"/> where the labels are none, or have the 13 digits by which they are known in every table. Those before
    /// September 2001 have fewer, or a sign: what tells is that all are whole hours, or whole minutes that lie months from 1970.
    /// </summary>
    public LabelForm? Milliseconds => _next < FewestLabels || _haveUsualLength ? null
        : _areDays && _furthest > 0 ? LabelForm.Days
        : (_areHours && _furthest >= Day) || (_areMinutes && _furthest >= Months) ? LabelForm.Times
        : null;

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
        SeeMilliseconds(ref reader);
    }

    private void SeeMilliseconds(ref Utf8JsonReader reader)
    {
        if (!_areMinutes)
        {
            return;
        }

        ReadOnlySpan<byte> text = reader.ValueSpan;
        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long label) && label is > -Latest and < Latest;
        _areMinutes = isNumber && label % Minute == 0;
        _areHours = _areHours && _areMinutes && label % Hour == 0;
        _areDays = _areDays && _areMinutes && label % Day == 0;
        _haveUsualLength = _haveUsualLength && text.Length == UsualLength && label > 0;
        _furthest = isNumber ? Math.Max(_furthest, Math.Abs(label)) : _furthest;
    }
}
