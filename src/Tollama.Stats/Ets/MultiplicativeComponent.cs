namespace Tollama.Stats;

/// <summary>A multiplied component.</summary>
internal readonly struct MultiplicativeComponent : IEtsComponent
{
    /// <inheritdoc />
    public static EtsComponent Kind => EtsComponent.Multiplicative;
}
