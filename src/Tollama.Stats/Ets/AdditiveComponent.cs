namespace Tollama.Stats;

/// <summary>An added component.</summary>
internal readonly struct AdditiveComponent : IEtsComponent
{
    /// <inheritdoc />
    public static EtsComponent Kind => EtsComponent.Additive;
}
