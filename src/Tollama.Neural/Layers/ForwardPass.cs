using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>What the layers of one forward pass share: the kernels, the memory, the threads, and the wish to stop.</summary>
/// <param name="Kernels">The kernels of this machine.</param>
/// <param name="Workspace">The memory of the calling thread.</param>
/// <param name="Workers">The threads that share a product; a single one when the others work on other series.</param>
/// <param name="CancellationToken">Looked at between layers.</param>
internal sealed record ForwardPass(KernelSet Kernels, Workspace Workspace, Workers Workers, CancellationToken CancellationToken);
