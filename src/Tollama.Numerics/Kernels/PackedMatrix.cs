using System.Buffers;

namespace Tollama.Numerics.Kernels;

/// <summary>The weights of a linear layer, in the order in which a matrix product reads them.</summary>
/// <remarks>
/// <para>
/// Panels of 16 outputs; within a panel, input after input, the 16 weights of that input: one cache line. The last panel is filled with
/// zeros. The order is the same for every instruction set.
/// </para>
/// <para>
/// The memory is unmanaged and aligned: weights are the bulk of a process, are written once and go together, so the collector should
/// neither see nor move them, and they are given back when a model is unloaded, not some time later. Immutable after packing, and safe to
/// read from many threads. A product that is under way keeps the memory of a disposed matrix until it ends; what nobody disposed, the
/// collector frees.
/// </para>
/// </remarks>
public sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>How many outputs a panel has.</summary>
    internal const int PanelWidth = 16;

    /// <summary>A smaller matrix is packed before a second thread is awake.</summary>
    private const int SmallestSharedMatrix = 1 << 18;

    /// <summary>How many parts of a matrix there are for each thread, so that none waits long for the last.</summary>
    private const int PartsOfThread = 4;

    private readonly AlignedMemory _memory;

    private PackedMatrix(int outputs, int inputs)
    {
        Outputs = outputs;
        Inputs = inputs;
        Bytes = BytesFor(outputs, inputs);
        _memory = new AlignedMemory(Bytes);
    }

    /// <summary>The rows of the matrix: how many values a product has. At least 1.</summary>
    public int Outputs { get; }

    /// <summary>The columns of the matrix: how many values a product takes. At least 1.</summary>
    public int Inputs { get; }

    /// <summary>The memory that it takes, in bytes.</summary>
    public long Bytes { get; }

    internal int Panels => PanelCount(Outputs);

    /// <summary>The memory that a packed matrix takes, in bytes.</summary>
    /// <param name="outputs">The rows of the matrix; at least 1.</param>
    /// <param name="inputs">The columns of the matrix; at least 1.</param>
    public static long BytesFor(int outputs, int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        return (long)PanelCount(outputs) * PanelWidth * inputs * sizeof(float);
    }

    /// <summary>Packs a matrix whose rows come one by one, as from a memory-mapped file: there is never a second copy of it.</summary>
    /// <param name="outputs">The rows of the matrix; at least 1.</param>
    /// <param name="inputs">The columns of the matrix; at least 1.</param>
    /// <param name="reader">Gives the rows, to several threads at once and in any order where there are several workers.</param>
    /// <param name="workers">The threads that share the work, or <see langword="null"/> for this one alone.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for it.</exception>
    public static PackedMatrix Pack(int outputs, int inputs, RowReader reader, Workers? workers = null)
    {
        PackedMatrix matrix = new(outputs, inputs);
        try
        {
            workers ??= Workers.Single;
            int parts = matrix.Bytes < SmallestSharedMatrix ? 1 : Math.Min(PartsOfThread * workers.Threads, matrix.Panels);
            workers.Run(parts, part => matrix.Fill(reader, matrix.Panels * part / parts, matrix.Panels * (part + 1) / parts));
        }
        catch
        {
            matrix.Dispose();
            throw;
        }

        return matrix;
    }

    /// <summary>Packs a matrix that lies in memory.</summary>
    /// <param name="outputs">The rows of the matrix; at least 1.</param>
    /// <param name="inputs">The columns of the matrix; at least 1.</param>
    /// <param name="weights">The matrix, row by row: <c>outputs * inputs</c> values.</param>
    public static PackedMatrix Pack(int outputs, int inputs, ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((long)weights.Length, (long)outputs * inputs);
        fixed (float* start = weights)
        {
            float* source = start;
            return Pack(outputs, inputs, (row, destination) => new ReadOnlySpan<float>(source + ((nint)row * inputs), inputs).CopyTo(destination));
        }
    }

    /// <summary>Gives the memory back, as soon as no product uses it.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>The first panel; the others follow. It stays until <see cref="Release"/>.</summary>
    /// <exception cref="ObjectDisposedException">The matrix was disposed.</exception>
    internal float* Acquire()
    {
        bool acquired = false;
        _memory.DangerousAddRef(ref acquired);
        return _memory.Start;
    }

    /// <summary>Ends what <see cref="Acquire"/> began.</summary>
    internal void Release() => _memory.DangerousRelease();

    private void Fill(RowReader reader, int firstPanel, int endPanel)
    {
        float[] rows = ArrayPool<float>.Shared.Rent(PanelWidth * Inputs);
        for (int panel = firstPanel; panel < endPanel; panel++)
        {
            int first = panel * PanelWidth;
            int count = Math.Min(PanelWidth, Outputs - first);
            for (int row = 0; row < count; row++)
            {
                reader(first + row, rows.AsSpan(row * Inputs, Inputs));
            }

            fixed (float* source = rows)
            {
                PanelTransposition.Write(source, Inputs, count, Inputs, _memory.Start + ((nint)panel * PanelWidth * Inputs));
            }
        }

        ArrayPool<float>.Shared.Return(rows);
    }

    private static int PanelCount(int outputs) => (int)(((long)outputs + PanelWidth - 1) / PanelWidth);
}
