namespace Tollama.Numerics.Kernels;

/// <summary>A computation in chunks that do not depend on each other.</summary>
public interface IChunkedWork
{
    /// <summary>Computes one chunk; called from several threads at once.</summary>
    /// <param name="chunk">The number of the chunk, from 0.</param>
    void Run(int chunk);
}
