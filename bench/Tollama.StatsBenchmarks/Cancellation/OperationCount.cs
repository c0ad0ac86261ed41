using Tollama.Numerics.Work;

namespace Tollama.StatsBenchmarks;

/// <summary>Counts operations.</summary>
internal sealed class OperationCount : IWorkObserver
{
    public long Total { get; private set; }

    /// <inheritdoc />
    public void Spend(long operations) => Total += operations;

    /// <inheritdoc />
    public void Look()
    {
    }
}
