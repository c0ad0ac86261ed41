namespace Tollama.Numerics.Kernels;

/// <summary>The float32 operations of neural networks, for one instruction set.</summary>
/// <remarks>
/// <para>
/// Every instruction set gives the same bits. A row's result depends neither on how many rows are in a call nor on its place among them,
/// nor on the number of threads, so a batch equals its parts one by one.
/// </para>
/// <para>
/// Matrices are row-major spans with a stride: the distance between the starts of two rows, in values. Targets may be the same memory as an
/// operand only where that is said. Without state, allocation or locks, and safe to call from many threads.
/// </para>
/// </remarks>
public abstract class KernelSet
{
    private static KernelSet? _current;

    private protected KernelSet(string name) => Name = name;

    /// <summary>The instruction sets that this machine has, fastest first; the last one is always <c>scalar</c>.</summary>
    public static IReadOnlyList<KernelSet> Available { get; } = Detect();

    /// <summary>The kernels of this process: the fastest, unless <see cref="Use"/> chose others.</summary>
    public static KernelSet Current => Volatile.Read(ref _current) ?? Available[0];

    /// <summary>What <see cref="Select"/> takes: <c>avx512</c>, <c>avx2</c>, <c>neon</c> or <c>scalar</c>.</summary>
    public string Name { get; }

    /// <summary>The kernels of a name.</summary>
    /// <param name="name">A name in any case; the fastest kernels when it is <see langword="null"/> or empty.</param>
    /// <exception cref="ArgumentException">This machine has no such kernels; the message names those that it has.</exception>
    public static KernelSet Select(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Available[0];
        }

        foreach (KernelSet kernels in Available)
        {
            if (string.Equals(kernels.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return kernels;
            }
        }

        string names = string.Join(", ", Available.Select(kernels => kernels.Name));
        throw new ArgumentException($"'{name}' is no instruction set of this machine; it has: {names}.");
    }

    /// <summary>Makes these the kernels of the process. Once, at the start.</summary>
    /// <param name="kernels">One of <see cref="Available"/>.</param>
    public static void Use(KernelSet kernels) => Volatile.Write(ref _current, kernels);

    /// <summary><c>y = activation(x Wᵀ + bias) + residual</c>.</summary>
    /// <param name="x">The inputs, a row of <see cref="PackedMatrix.Inputs"/> values each.</param>
    /// <param name="rows">How many rows; 0 does nothing.</param>
    /// <param name="xStride">The distance of two rows of <paramref name="x"/>.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bias">One value an output, or empty for none.</param>
    /// <param name="activation">What the sum goes through.</param>
    /// <param name="residual">
    /// What is added at the end, laid out like <paramref name="y"/>, or empty for none. It may be <paramref name="y"/> itself.
    /// </param>
    /// <param name="y">The outputs, a row of <see cref="PackedMatrix.Outputs"/> values each. Must not overlap <paramref name="x"/>.</param>
    /// <param name="yStride">The distance of two rows of <paramref name="y"/>, and of <paramref name="residual"/>.</param>
    /// <param name="workers">The threads that share the product, or <see langword="null"/> for this one alone.</param>
    public abstract void Multiply(
        ReadOnlySpan<float> x, int rows, int xStride, PackedMatrix weights, ReadOnlySpan<float> bias, Activation activation,
        ReadOnlySpan<float> residual, Span<float> y, int yStride, Workers? workers = null);

    /// <summary>The scores of attention: <c>scale * (query · key)</c> for each query and each key of one head.</summary>
    /// <param name="queries">The queries, from the first value of the head on.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="queryStride">The distance of two queries.</param>
    /// <param name="keys">The keys, from the first value of the head on.</param>
    /// <param name="keyCount">How many keys.</param>
    /// <param name="keyStride">The distance of two keys.</param>
    /// <param name="headSize">How many values of a query and of a key belong to the head.</param>
    /// <param name="scale">What each score is multiplied with.</param>
    /// <param name="scores">Where the scores go, a row of <paramref name="keyCount"/> values a query.</param>
    /// <param name="scoreStride">The distance of two rows of <paramref name="scores"/>.</param>
    public abstract void Scores(
        ReadOnlySpan<float> queries, int queryCount, int queryStride, ReadOnlySpan<float> keys, int keyCount, int keyStride,
        int headSize, float scale, Span<float> scores, int scoreStride);

    /// <summary>The outputs of attention: for each query of one head the sum of the values, each times its weight.</summary>
    /// <param name="weights">The weights, a row of <paramref name="keyCount"/> a query.</param>
    /// <param name="queryCount">How many queries.</param>
    /// <param name="weightStride">The distance of two rows of <paramref name="weights"/>.</param>
    /// <param name="values">The values, one a key, from the first value of the head on.</param>
    /// <param name="keyCount">How many keys; with none the outputs are zero.</param>
    /// <param name="valueStride">The distance of two rows of <paramref name="values"/>.</param>
    /// <param name="headSize">How many values belong to the head.</param>
    /// <param name="y">The outputs, from the first value of the head on.</param>
    /// <param name="yStride">The distance of two rows of <paramref name="y"/>.</param>
    public abstract void WeightedSums(
        ReadOnlySpan<float> weights, int queryCount, int weightStride, ReadOnlySpan<float> values, int keyCount, int valueStride,
        int headSize, Span<float> y, int yStride);

    /// <summary>Turns one row of scores into weights that sum to 1: <c>exp(score + bias - max) / sum</c>.</summary>
    /// <param name="scores">The row, in place.</param>
    /// <param name="bias">
    /// What is added to each score, or empty. Negative infinity masks an entry: its weight is 0. Where all are masked, all weights are 0.
    /// </param>
    public abstract void Softmax(Span<float> scores, ReadOnlySpan<float> bias);

    /// <summary>Turns each column of a matrix into weights that sum to 1: <c>exp(x - max) / sum</c> down the column.</summary>
    /// <param name="x">Whole rows of <paramref name="width"/> values, in place.</param>
    /// <param name="width">The values of a row; at least 1.</param>
    public abstract void SoftmaxOfColumns(Span<float> x, int width);

    /// <summary>Divides each row by its root mean square: <c>x / sqrt(mean(x²) + epsilon) * weight</c>.</summary>
    /// <param name="x">Whole rows of <paramref name="width"/> values.</param>
    /// <param name="width">The values of a row; at least 1.</param>
    /// <param name="weight">One factor a column, or empty for none.</param>
    /// <param name="epsilon">What keeps the root from zero.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory.</param>
    public abstract void RmsNorm(ReadOnlySpan<float> x, int width, ReadOnlySpan<float> weight, float epsilon, Span<float> y);

    /// <summary>
    /// Centres each row and divides it by its standard deviation: <c>(x - mean) / sqrt(variance + epsilon) * weight + bias</c>.
    /// </summary>
    /// <param name="x">Whole rows of <paramref name="width"/> values.</param>
    /// <param name="width">The values of a row; at least 1.</param>
    /// <param name="weight">One factor a column, or empty for none.</param>
    /// <param name="bias">One addend a column, or empty for none.</param>
    /// <param name="epsilon">What keeps the root from zero.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory.</param>
    public abstract void LayerNorm(
        ReadOnlySpan<float> x, int width, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon, Span<float> y);

    /// <summary>
    /// Rotates one head by its position: value <c>i</c> with value <c>i + size / 2</c> (the order of Llama and GPT-NeoX).
    /// </summary>
    /// <param name="x">The head, in place; an even number of values.</param>
    /// <param name="cosines">The cosines of the position's angles, half as many.</param>
    /// <param name="sines">The sines of the position's angles, half as many.</param>
    public abstract void RotateHalves(Span<float> x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines);

    /// <summary>
    /// Rotates one head by its position: value <c>2 i</c> with value <c>2 i + 1</c> (the order of the original paper and of GPT-J).
    /// </summary>
    /// <param name="x">The head, in place; an even number of values.</param>
    /// <param name="cosines">The cosines of the position's angles, half as many.</param>
    /// <param name="sines">The sines of the position's angles, half as many.</param>
    public abstract void RotatePairs(Span<float> x, ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines);

    /// <summary>An activation, value by value.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="x">The values.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory.</param>
    public abstract void Activate(Activation activation, ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The exponential function: infinite above 88.72, 0 below -103.97.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Exp(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The error function.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Erf(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The logistic function <c>1 / (1 + exp(-x))</c>.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Sigmoid(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The hyperbolic tangent.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Tanh(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The softplus function <c>log(1 + exp(x))</c>; the value itself where that makes no difference.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Softplus(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The hyperbolic sine: infinite beyond ±89.41.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Sinh(ReadOnlySpan<float> x, Span<float> y);

    /// <summary>The inverse of the hyperbolic sine.</summary>
    /// <inheritdoc cref="Activate" path="/param"/>
    public abstract void Asinh(ReadOnlySpan<float> x, Span<float> y);

    /// <summary><c>y = x + addend</c>.</summary>
    /// <param name="x">The values.</param>
    /// <param name="addend">As long as <paramref name="x"/>.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory as an operand.</param>
    public abstract void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> addend, Span<float> y);

    /// <summary><c>y = x * factor</c>, value by value: the gate of a gated layer.</summary>
    /// <param name="x">The values.</param>
    /// <param name="factor">As long as <paramref name="x"/>.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory as an operand.</param>
    public abstract void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> factor, Span<float> y);

    /// <summary><c>y = x * scale + offset</c>, rounded once.</summary>
    /// <param name="x">The values.</param>
    /// <param name="scale">The factor of all values.</param>
    /// <param name="offset">The addend of all values.</param>
    /// <param name="y">As long as <paramref name="x"/>, and possibly the same memory.</param>
    public abstract void ScaleAdd(ReadOnlySpan<float> x, float scale, float offset, Span<float> y);

    /// <summary>The sum of the products of two vectors, in 16 partial sums.</summary>
    /// <param name="left">One vector.</param>
    /// <param name="right">The other, as long.</param>
    public abstract float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right);

    /// <summary>
    /// IEEE half precision to single precision, exactly, also denormals, infinities and payloads of what is not a number.
    /// </summary>
    /// <param name="source">The codes.</param>
    /// <param name="target">As long as <paramref name="source"/>.</param>
    public abstract void FromFloat16(ReadOnlySpan<ushort> source, Span<float> target);

    /// <summary>bfloat16 to single precision, exactly.</summary>
    /// <param name="source">The codes.</param>
    /// <param name="target">As long as <paramref name="source"/>.</param>
    public abstract void FromBFloat16(ReadOnlySpan<ushort> source, Span<float> target);

    private static List<KernelSet> Detect()
    {
        List<KernelSet> found = [];
        if (Avx512Kernels.IsSupported)
        {
            found.Add(new Avx512Kernels());
        }

        if (Avx2Kernels.IsSupported)
        {
            found.Add(new Avx2Kernels());
        }

        if (NeonKernels.IsSupported)
        {
            found.Add(new NeonKernels());
        }

        found.Add(new ScalarKernels());
        return found;
    }
}
