namespace Tollama.Numerics.Kernels;

/// <summary>A computation that is a function of the chunk.</summary>
internal readonly struct DelegatedWork(Action<int> body) : IChunkedWork
{
    public void Run(int chunk) => body(chunk);
}
