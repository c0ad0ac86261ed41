using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tollama.Core.Errors;

/// <summary>Collects the faults of a request, up to a number that a person can read; what it says of a fault does not grow with what was sent.</summary>
public sealed class FaultList
{
    private const int MaxListed = 50;
    private const int MaxMessageLength = 1000;

    private readonly List<Fault> _faults = [];

    /// <summary>The faults listed so far.</summary>
    public IReadOnlyList<Fault> Items => _faults;

    /// <summary>How many faults were found, listed or not.</summary>
    public int Count { get; private set; }

    /// <summary>Whether further faults are counted only.</summary>
    public bool IsFull => _faults.Count >= MaxListed;

    /// <summary>Whether a name was found twice: that says it all, and what its second value is does not matter.</summary>
    internal bool HasTwice(string name) => _faults.Exists(fault => fault.Type == "duplicate" && fault.Loc[^1] == name);

    /// <summary>Adds a fault.</summary>
    /// <param name="type">Its kind: <c>missing</c>, <c>type</c>, <c>range</c>, <c>length</c>, <c>order</c>, <c>unknown_field</c>, <c>limit</c>, <c>value</c>, <c>duplicate</c>.</param>
    /// <param name="loc">Where, without the leading <c>body</c>.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="input">The offending text, shortened here.</param>
    public void Add(string type, IReadOnlyList<string> loc, string message, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(loc);
        Count++;
        if (!IsFull)
        {
            _faults.Add(new Fault
            {
                Type = type,
                Loc = ["body", .. loc.Select(part => Excerpt.Of(part))],
                Msg = Excerpt.Of(message, MaxMessageLength),
                Input = input is null ? null : Excerpt.Of(input),
            });
        }
    }

    /// <summary>Adds a fault whose message is put together only if the list takes it.</summary>
    /// <param name="type">Its kind.</param>
    /// <param name="loc">Where, without the leading <c>body</c>.</param>
    /// <param name="message">What is wrong and what would be right; texts in it are shortened.</param>
    /// <param name="input">The offending text, shortened here.</param>
    public void Add(string type, IReadOnlyList<string> loc, [InterpolatedStringHandlerArgument("")] FaultText message, string? input = null) =>
        Add(type, loc, message.Finish() ?? "", input);

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
