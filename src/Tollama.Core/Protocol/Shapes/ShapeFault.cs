namespace Tollama.Core.Protocol;

/// <summary>Where a message is not what it has to be, and what is wrong there: together a sentence.</summary>
internal sealed record ShapeFault(string Place, string Text)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => $"{Place} {Text}";

    /// <summary>The same fault, seen from a field or an item further out.</summary>
    internal ShapeFault Within(string outer) => this with { Place = outer + Place };
}
