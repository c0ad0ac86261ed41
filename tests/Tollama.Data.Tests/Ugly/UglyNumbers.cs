using System.Globalization;

namespace Tollama.Data.Tests.Ugly;

/// <summary>Ways to write a number.</summary>
internal sealed class UglyNumbers
{
    private static readonly string[] MissingTokens = ["", "NA", "n/a", "NaN", "null", "None", "?", "-"];
    private static readonly NumberFormatInfo Plain = new();

    private readonly NumberFormatInfo _format;
    private readonly string _pattern;
    private readonly int _negative;
    private readonly string _prefix;
    private readonly string _suffix;
    private readonly string _unit;
    private readonly bool _lakh;
    private readonly string _missing;
    private readonly decimal _factor;

    public UglyNumbers(Random random, bool isWhole)
    {
        char mark = random.Next(3) == 0 ? ',' : '.';
        string group = random.Next(4) switch { 0 => mark == '.' ? "," : ".", 1 => " ", 2 => "'", _ => "" };
        _format = new NumberFormatInfo { NumberDecimalSeparator = mark.ToString(), NumberGroupSeparator = group, NumberNegativePattern = 1 };
        _pattern = (group.Length > 0 ? "N" : "F") + (isWhole ? "0" : "2");
        _negative = random.Next(6);
        (_prefix, _suffix) = random.Next(8) switch
        {
            0 => ("$", ""),
            1 => ("", " €"),
            2 => ("CHF ", ""),
            3 => ("", "%"),
            4 => ("", " kr"),
            _ => ("", ""),
        };
        _lakh = random.Next(10) == 0;
        _factor = random.Next(12) == 0 && _suffix.Length == 0 ? 1000m : 1;
        _unit = random.Next(12) switch { 0 => " kWh", 1 => "°C", _ => "" };
        _unit = _prefix.Length + _suffix.Length == 0 && _factor == 1 ? _unit : "";
        _missing = random.GetItems(MissingTokens, 1)[0];
    }

    public string Write(decimal? value)
    {
        if (value is not { } number)
        {
            return _missing;
        }

        if (_factor != 1)
        {
            return (number / _factor).ToString("0.#####", Plain) + "k";
        }

        string digits = _lakh ? Lakh(Math.Abs(number)) : Math.Abs(number).ToString(_pattern, _format);
        string text = _prefix + digits + _suffix;
        return (number >= 0 ? text : _negative switch
        {
            0 => $"({text})",
            1 => $"{_prefix}{digits}-{_suffix}",
            2 => "\u2212" + text,
            3 => $"[{text}]",
            4 => $"<{text}>",
            _ => "-" + text,
        }) + _unit;
    }

    private static string Lakh(decimal value)
    {
        string whole = Math.Floor(value).ToString("F0", Plain);
        string fraction = (value - Math.Floor(value)).ToString("F2", Plain)[1..];
        if (whole.Length <= 3)
        {
            return whole + fraction;
        }

        string rest = whole[..^3];
        string grouped = whole[^3..];
        while (rest.Length > 2)
        {
            grouped = rest[^2..] + "," + grouped;
            rest = rest[..^2];
        }

        return $"{rest},{grouped}{fraction}";
    }
}
