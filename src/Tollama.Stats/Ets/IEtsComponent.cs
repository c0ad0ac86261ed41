namespace Tollama.Stats;

/// <summary>A component as a type, so that the compiler makes one recursion for each form, without branches.</summary>
internal interface IEtsComponent
{
    /// <summary>The component's kind, a constant of the type.</summary>
    static abstract EtsComponent Kind { get; }
}
