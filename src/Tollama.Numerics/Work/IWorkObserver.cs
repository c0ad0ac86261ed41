namespace Tollama.Numerics.Work;

/// <summary>Sees what a computation counts; for tests and benchmarks of cancellation.</summary>
internal interface IWorkObserver
{
    /// <summary>So many operations are about to be done.</summary>
    void Spend(long operations);

    /// <summary>The token is looked at.</summary>
    void Look();
}
