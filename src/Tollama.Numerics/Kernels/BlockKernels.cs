using Tollama.Numerics.Kernels.Attention;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Functions;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels;

/// <summary>All operations in terms of one kind of block: checks what it is given, then hands pointers to the kernels.</summary>
internal abstract unsafe class BlockKernels<TBlock>(string name, TileShape tile) : KernelSet(name)
    where TBlock : struct, IBlock<TBlock>
{
    /// <summary>A product with fewer multiplications is over before a second thread is awake.</summary>
    private const long SmallestSharedProduct = 1 << 20;

    public override void Multiply(
        ReadOnlySpan<float> x, int rows, int xStride, PackedMatrix weights, ReadOnlySpan<float> bias, Activation activation,
        ReadOnlySpan<float> residual, Span<float> y, int yStride, Workers? workers = null)
    {
        if (rows == 0)
        {
            return;
        }

        CheckRows(x.Length, rows, xStride, weights.Inputs, nameof(x));
        CheckRows(y.Length, rows, yStride, weights.Outputs, nameof(y));
        CheckOptional(bias.Length, weights.Outputs, nameof(bias));
        if (!residual.IsEmpty)
        {
            CheckRows(residual.Length, rows, yStride, weights.Outputs, nameof(residual));
        }

        float* panels = weights.Acquire();
        try
        {
            fixed (float* from = x, biases = bias, residuals = residual, to = y)
            {
                Product product = new()
                {
                    X = from, XStride = xStride, Inputs = weights.Inputs, Outputs = weights.Outputs, Panels = panels, Bias = biases,
                    Activation = activation, Residual = residuals, Y = to, YStride = yStride,
                };
                Run(product, rows, weights.Panels, workers ?? Workers.Single);
            }
        }
        finally
        {
            weights.Release();
        }
    }

    public override void Scores(
        ReadOnlySpan<float> queries, int queryCount, int queryStride, ReadOnlySpan<float> keys, int keyCount, int keyStride,
        int headSize, float scale, Span<float> scores, int scoreStride)
    {
        CheckRows(queries.Length, queryCount, queryStride, headSize, nameof(queries));
        CheckRows(keys.Length, keyCount, keyStride, headSize, nameof(keys));
        CheckRows(scores.Length, queryCount, scoreStride, keyCount, nameof(scores));
        fixed (float* query = queries, key = keys, score = scores)
        {
            AttentionKernel<TBlock>.Scores(tile, query, queryCount, queryStride, key, keyCount, keyStride, headSize, scale, score, scoreStride);
        }
    }

    public override void WeightedSums(
        ReadOnlySpan<float> weights, int queryCount, int weightStride, ReadOnlySpan<float> values, int keyCount, int valueStride,
        int headSize, Span<float> y, int yStride)
    {
        CheckRows(weights.Length, queryCount, weightStride, keyCount, nameof(weights));
        CheckRows(values.Length, keyCount, valueStride, headSize, nameof(values));
        CheckRows(y.Length, queryCount, yStride, headSize, nameof(y));
        fixed (float* weight = weights, value = values, to = y)
        {
            AttentionKernel<TBlock>.WeightedSums(tile, weight, queryCount, weightStride, value, keyCount, valueStride, headSize, to, yStride);
        }
    }

    public override void Softmax(Span<float> scores, ReadOnlySpan<float> bias)
    {
        CheckOptional(bias.Length, scores.Length, nameof(bias));
        fixed (float* row = scores, biases = bias)
        {
            RowKernel<TBlock>.Softmax(row, biases, scores.Length);
        }
    }

    public override void SoftmaxOfColumns(Span<float> x, int width)
    {
        CheckWholeRows(x.Length, width, x.Length);
        fixed (float* values = x)
        {
            ColumnKernel<TBlock>.Softmax(values, x.Length / width, width);
        }
    }

    public override void RmsNorm(ReadOnlySpan<float> x, int width, ReadOnlySpan<float> weight, float epsilon, Span<float> y)
    {
        CheckWholeRows(x.Length, width, y.Length);
        CheckOptional(weight.Length, width, nameof(weight));
        fixed (float* from = x, weights = weight, to = y)
        {
            for (int start = 0; start < x.Length; start += width)
            {
                RowKernel<TBlock>.RmsNorm(from + start, weights, epsilon, to + start, width);
            }
        }
    }

    public override void LayerNorm(
        ReadOnlySpan<float> x, int width, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon, Span<float> y)
    {
        CheckWholeRows(x.Length, width, y.Length);
        CheckOptional(weight.Length, width, nameof(weight));
        CheckOptional(bias.Length, width, nameof(bias));
        fixed (float* from = x, weights = weight, biases = bias, to = y)
        {
            for (int start = 0; start < x.Length; start += width)
            {
                RowKernel<TBlock>.LayerNorm(from + start, weights, biases, epsilon, to + start, width);
            }
        }
    }

    public override void RotateHalves(Span<float> x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines)
    {
        CheckRotation(x.Length, cosines.Length, sines.Length);
        fixed (float* values = x, cosine = cosines, sine = sines)
        {
            ElementwiseKernel<TBlock>.RotateHalves(values, cosine, sine, x.Length / 2);
        }
    }

    public override void RotatePairs(Span<float> x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines)
    {
        CheckRotation(x.Length, cosines.Length, sines.Length);
        fixed (float* values = x, cosine = cosines, sine = sines)
        {
            ElementwiseKernel<TBlock>.RotatePairs(values, cosine, sine, x.Length / 2);
        }
    }

    public override void Activate(Activation activation, ReadOnlySpan<float> x, Span<float> y)
    {
        switch (activation)
        {
            case Activation.None: Map<Identity<TBlock>>(x, y); break;
            case Activation.Relu: Map<Relu<TBlock>>(x, y); break;
            case Activation.Silu: Map<Silu<TBlock>>(x, y); break;
            case Activation.GeluErf: Map<GeluErf<TBlock>>(x, y); break;
            case Activation.GeluTanh: Map<GeluTanh<TBlock>>(x, y); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation.");
        }
    }

    public override void Exp(ReadOnlySpan<float> x, Span<float> y) => Map<Exponential<TBlock>>(x, y);

    public override void Erf(ReadOnlySpan<float> x, Span<float> y) => Map<ErrorFunction<TBlock>>(x, y);

    public override void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Map<Sigmoid<TBlock>>(x, y);

    public override void Tanh(ReadOnlySpan<float> x, Span<float> y) => Map<HyperbolicTangent<TBlock>>(x, y);

    public override void Softplus(ReadOnlySpan<float> x, Span<float> y) => Map<Softplus<TBlock>>(x, y);

    public override void Sinh(ReadOnlySpan<float> x, Span<float> y) => Map<HyperbolicSine<TBlock>>(x, y);

    public override void Asinh(ReadOnlySpan<float> x, Span<float> y) => Map<InverseHyperbolicSine<TBlock>>(x, y);

    public override void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> addend, Span<float> y)
    {
        CheckLengths(x.Length, addend.Length, y.Length);
        fixed (float* from = x, other = addend, to = y)
        {
            ElementwiseKernel<TBlock>.Add(from, other, to, x.Length);
        }
    }

    public override void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> factor, Span<float> y)
    {
        CheckLengths(x.Length, factor.Length, y.Length);
        fixed (float* from = x, other = factor, to = y)
        {
            ElementwiseKernel<TBlock>.Multiply(from, other, to, x.Length);
        }
    }

    public override void ScaleAdd(ReadOnlySpan<float> x, float scale, float offset, Span<float> y)
    {
        CheckLengths(x.Length, x.Length, y.Length);
        fixed (float* from = x, to = y)
        {
            ElementwiseKernel<TBlock>.ScaleAdd(from, scale, offset, to, x.Length);
        }
    }

    public override float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        CheckLengths(left.Length, right.Length, left.Length);
        fixed (float* first = left, second = right)
        {
            return RowKernel<TBlock>.Dot(first, second, left.Length);
        }
    }

    public override void FromFloat16(ReadOnlySpan<ushort> source, Span<float> target)
    {
        CheckLengths(source.Length, source.Length, target.Length);
        fixed (ushort* from = source)
        fixed (float* to = target)
        {
            ConversionKernel<TBlock>.FromFloat16(from, to, source.Length);
        }
    }

    public override void FromBFloat16(ReadOnlySpan<ushort> source, Span<float> target)
    {
        CheckLengths(source.Length, source.Length, target.Length);
        fixed (ushort* from = source)
        fixed (float* to = target)
        {
            ConversionKernel<TBlock>.FromBFloat16(from, to, source.Length);
        }
    }

    private void Run(in Product product, int rows, int panels, Workers workers)
    {
        bool isSmall = (long)rows * product.Inputs * product.Outputs < SmallestSharedProduct;
        if (workers.Threads == 1 || isSmall)
        {
            MatrixProduct<TBlock>.Run(product, tile, 0, rows, 0, panels);
            return;
        }

        int parts = Math.Min(2 * workers.Threads, Math.Max(panels / 2, rows));
        workers.Run(parts, new PartialProduct<TBlock>(product, tile, rows, panels, parts));
    }

    private static void Map<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IFunction<TBlock>
    {
        CheckLengths(x.Length, x.Length, y.Length);
        fixed (float* from = x, to = y)
        {
            ElementwiseKernel<TBlock>.Map<TFunction>(from, to, x.Length);
        }
    }

    private static void CheckRows(int length, int rows, int stride, int width, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows > 0 && (stride < width || length < ((long)(rows - 1) * stride) + width))
        {
            throw new ArgumentException($"{rows} rows of {width} values, {stride} apart, do not fit into {length} values.", name);
        }
    }

    private static void CheckWholeRows(int length, int width, int targetLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (length % width != 0 || targetLength != length)
        {
            throw new ArgumentException($"{length} values into {targetLength} are not whole rows of {width} values.");
        }
    }

    private static void CheckOptional(int length, int expected, string name)
    {
        if (length != 0 && length != expected)
        {
            throw new ArgumentException($"{length} values where {expected} or none are expected.", name);
        }
    }

    private static void CheckLengths(int first, int second, int third)
    {
        if (first != second || first != third)
        {
            throw new ArgumentException($"Vectors of {first}, {second} and {third} values are not equally long.");
        }
    }

    private static void CheckRotation(int length, int cosines, int sines)
    {
        if (length != 2 * cosines || cosines != sines)
        {
            throw new ArgumentException($"{length} values need half as many cosines and sines, not {cosines} and {sines}.");
        }
    }
}
