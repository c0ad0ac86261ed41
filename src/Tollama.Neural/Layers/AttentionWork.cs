using System.Runtime.InteropServices;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>One attention; a chunk is a head. The pointers are pinned by the caller.</summary>
internal unsafe struct AttentionWork : IChunkedWork
{
    public required KernelSet Kernels;
    public required AttentionShape Shape;
    public required float* Queries;
    public required int QueryCount;
    public required float* Keys;
    public required float* Values;
    public required int KeyCount;
    public required float* Mask;
    public required RelativeBias? Bias;
    public required bool IsCausal;
    public required float* Output;

    /// <summary>For every head <see cref="BlockLength"/> rows of scores and one of biases.</summary>
    public required float* Scratch;
    public required int BlockLength;

    public readonly void Run(int chunk)
    {
        int keyHead = chunk / (Shape.Heads / Shape.KeyHeads);
        float* keys = Keys + (keyHead * Shape.KeySize);
        float* values = Values + (keyHead * Shape.ValueSize);
        Span<float> scratch = new(Scratch + ((nint)chunk * (BlockLength + 1) * KeyCount), (BlockLength + 1) * KeyCount);
        for (int first = 0; first < QueryCount; first += BlockLength)
        {
            int count = Math.Min(BlockLength, QueryCount - first);
            int seen = IsCausal ? KeyCount - QueryCount + first + count : KeyCount;
            Span<float> scores = scratch[..(count * seen)];
            ReadOnlySpan<float> queries = Rows(Queries + ((nint)first * Shape.QueryStride) + (chunk * Shape.KeySize), count, Shape.QueryStride, Shape.KeySize);
            Kernels.Scores(queries, count, Shape.QueryStride, Rows(keys, seen, Shape.KeyStride, Shape.KeySize), seen, Shape.KeyStride, Shape.KeySize, Shape.Scale, scores, seen);
            for (int row = 0; row < count; row++)
            {
                Weigh(chunk, first + row, scores.Slice(row * seen, seen), scratch[(BlockLength * KeyCount)..]);
            }

            Span<float> output = Rows(Output + ((nint)first * Shape.OutputStride) + (chunk * Shape.ValueSize), count, Shape.OutputStride, Shape.ValueSize);
            Kernels.WeightedSums(scores, count, seen, Rows(values, seen, Shape.ValueStride, Shape.ValueSize), seen, Shape.ValueStride, Shape.ValueSize, output, Shape.OutputStride);
        }
    }

    private readonly void Weigh(int head, int query, Span<float> scores, Span<float> sum)
    {
        int seen = IsCausal ? KeyCount - QueryCount + query + 1 : KeyCount;
        scores[seen..].Clear();
        scores = scores[..seen];
        ReadOnlySpan<float> mask = Mask is null ? [] : new ReadOnlySpan<float>(Mask, seen);
        if (Bias is null)
        {
            Kernels.Softmax(scores, mask);
            return;
        }

        ReadOnlySpan<float> bias = Bias.Of(head, query, seen);
        if (!mask.IsEmpty)
        {
            Kernels.Add(bias, mask, sum[..seen]);
            bias = sum[..seen];
        }

        Kernels.Softmax(scores, bias);
    }

    /// <summary>The memory from the first number of the first row to the last number of the last.</summary>
    private static Span<float> Rows(float* start, int rows, int stride, int width) =>
        MemoryMarshal.CreateSpan(ref *start, rows == 0 ? 0 : ((rows - 1) * stride) + width);
}
