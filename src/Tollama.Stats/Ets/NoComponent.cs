namespace Tollama.Stats;

/// <summary>No such component.</summary>
internal readonly struct NoComponent : IEtsComponent
{
    /// <inheritdoc />
    public static EtsComponent Kind => EtsComponent.None;
}
