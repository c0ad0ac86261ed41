using System.Globalization;

namespace Tollama.Core.Errors;

/// <summary>Collects the faults of a request, up to a number that a person can read.</summary>
public sealed class FaultList
{
    private const int MaxListed = 50;
    private const int MaxInputLength = 80;

    private readonly List<Fault> _faults = [];

    /// <summary>The faults listed so far.</summary>
    public IReadOnlyList<Fault> Items => _faults;

    /// <summary>How many faults were found, listed or not.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a fault.</summary>
    /// <param name="type">Its kind: <c>missing</c>, <c>type</c>, <c>range</c>, <c>length</c>, <c>order</c>, <c>unknown_field</c>, <c>limit</c>, <c>value</c>.</param>
    /// <param name="loc">Where, without the leading <c>body</c>.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="input">The offending text, shortened here.</param>
    public void Add(string type, IReadOnlyList<string> loc, string message, string? input = null)
    {
        Count++;
        if (_faults.Count < MaxListed)
        {
            string? shown = input is { Length: > MaxInputLength } ? input[..MaxInputLength] + "…" : input;
            _faults.Add(new Fault { Type = type, Loc = ["body", .. loc], Msg = message, Input = shown });
        }
    }

    /// <summary>The error that names all faults.</summary>
    public TollamaException ToException(string? hint = null)
    {
        Fault first = _faults[0];
        string more = Count switch
        {
            1 => "",
            2 => " (and 1 more fault)",
            _ => string.Create(CultureInfo.InvariantCulture, $" (and {Count - 1} more faults)"),
        };
        string place = first.Msg.StartsWith(first.Path, StringComparison.Ordinal) ? "" : first.Path + ": ";
        return new TollamaException(ErrorCode.InvalidRequest, $"{place}{first.Msg}{more}", hint, _faults);
    }
}
