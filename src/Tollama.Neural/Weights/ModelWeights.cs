using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The weights of a model while it is loaded: tensor after tensor goes from the mapped file into its final form.</summary>
/// <remarks>After each of them the mapping ends, so that a process never holds more than one tensor twice; the memory rule of the daemon counts them once.</remarks>
internal sealed class ModelWeights : IDisposable
{
    private readonly List<SafetensorsFile> _files = [];
    private readonly Dictionary<string, (SafetensorsFile File, TensorEntry Tensor)> _tensors = [];
    private readonly List<PackedMatrix> _matrices = [];
    private readonly LoraAdapter? _adapter;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Maps the files and compares their tensors with the architecture.</summary>
    /// <exception cref="TollamaException">They do not fit; all differences are in the message.</exception>
    public ModelWeights(ModelFiles files, ModelArchitecture architecture, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        try
        {
            foreach (string path in files.Weights)
            {
                _files.Add(new SafetensorsFile(path));
            }

            IReadOnlyList<string> faults = architecture.Check([.. _files.Select(file => file.Header)]);
            if (faults.Count > 0)
            {
                throw new TollamaException(
                    ErrorCode.InvalidModelFile, $"The weights do not fit the configuration of this {architecture.Name}: {string.Join("; ", faults)}.");
            }

            foreach (SafetensorsFile file in _files)
            {
                foreach (TensorEntry tensor in file.Header.Tensors)
                {
                    _tensors[tensor.Name] = (file, tensor);
                }
            }

            _adapter = LoraAdapter.Find(files, architecture);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The matrices that were read so far.</summary>
    public IReadOnlyList<PackedMatrix> Matrices => _matrices;

    /// <summary>The bytes of all that was read so far.</summary>
    public long ResidentBytes { get; private set; }

    /// <summary>True if there is a tensor of this name.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>A tensor as it is, row after row.</summary>
    public float[] Values(string name)
    {
        (SafetensorsFile file, TensorEntry tensor) = _tensors[name];
        float[] values = new float[tensor.ElementCount];
        file.Read(tensor, 0, values);
        _adapter?.Refuse(name);
        return Count(values);
    }

    /// <summary>
    /// The weights of a linear layer as they are, row after row: for a layer that is computed in another way than by a packed matrix.
    /// </summary>
    public float[] Rows(string module)
    {
        string name = module + ".weight";
        int inputs = InputsOf(name);
        float[] values = new float[_tensors[name].Tensor.ElementCount];
        for (int row = 0; row < values.Length / inputs; row++)
        {
            ReadRow(name, row, values.AsSpan(row * inputs, inputs), 1);
        }

        return Count(values);
    }

    /// <summary>The vector <c>module.bias</c>; empty when the module has none.</summary>
    public float[] Bias(string module) => Has(module + ".bias") ? Values(module + ".bias") : [];

    /// <summary>The linear layer of a module; <paramref name="scale"/> multiplies weights and bias.</summary>
    public Linear Linear(string module, float scale = 1) => Linear(module, scale, scale);

    /// <summary>The linear layer of a module, with one factor for the weights and one for the bias.</summary>
    public Linear Linear(string module, float scale, float biasScale) => new(Matrix([module], scale), Scaled(Bias(module), biasScale));

    /// <summary>Some outputs of a linear layer, as a layer of their own; <paramref name="scale"/> multiplies weights and bias.</summary>
    public Linear Part(string module, int firstOutput, int outputs, float scale)
    {
        string name = module + ".weight";
        float[] bias = Bias(module);
        float[] own = bias.Length == 0 ? [] : bias[firstOutput..(firstOutput + outputs)];
        return new Linear(Pack(outputs, InputsOf(name), (row, destination) => ReadRow(name, firstOutput + row, destination, scale)), Scaled(own, scale));
    }

    /// <summary>Several linear layers of the same inputs and without biases as one: their outputs lie one after the other.</summary>
    public Linear Linear(params ReadOnlySpan<string> modules) => new(Matrix(modules, 1), []);

    /// <summary>A residual block of three linear layers.</summary>
    public ResidualBlock ResidualBlock(string module, Activation activation) => new(
        Linear(module + ".hidden_layer"), Linear(module + ".output_layer"), Linear(module + ".residual_layer"), activation);

    /// <summary>Ends the mappings; what was read stays.</summary>
    public void Dispose()
    {
        _adapter?.Dispose();
        foreach (SafetensorsFile file in _files)
        {
            file.Dispose();
        }
    }

    private PackedMatrix Matrix(ReadOnlySpan<string> modules, float scale)
    {
        List<(string Name, int First)> parts = [];
        int outputs = 0;
        int inputs = 0;
        foreach (string module in modules)
        {
            string name = module + ".weight";
            parts.Add((name, outputs));
            outputs += (int)_tensors[name].Tensor.Shape[0];
            inputs = InputsOf(name);
        }

        return Pack(outputs, inputs, (row, destination) =>
        {
            (string name, int first) = parts.FindLast(part => part.First <= row);
            ReadRow(name, row - first, destination, scale);
        });
    }

    private PackedMatrix Pack(int outputs, int inputs, RowReader reader)
    {
        PackedMatrix matrix = PackedMatrix.Pack(
            outputs,
            inputs,
            (row, destination) =>
            {
                _cancellationToken.ThrowIfCancellationRequested();
                reader(row, destination);
            },
            Workers.Current);
        _matrices.Add(matrix);
        Count(matrix.Bytes);
        return matrix;
    }

    private float[] Count(float[] values)
    {
        Count((long)values.Length * sizeof(float));
        return values;
    }

    /// <summary>Counts what was read as resident in its final form, and lets go of where it came from.</summary>
    private void Count(long bytes)
    {
        ResidentBytes += bytes;
        _files.ForEach(file => file.Unmap());
    }

    private int InputsOf(string name) => (int)_tensors[name].Tensor.Shape[1];

    private static float[] Scaled(float[] values, float scale)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] *= scale;
        }

        return values;
    }

    private void ReadRow(string name, int row, Span<float> destination, float scale)
    {
        (SafetensorsFile file, TensorEntry tensor) = _tensors[name];
        file.Read(tensor, (long)row * destination.Length, destination);
        _adapter?.Add(name, row, destination);
        if (scale != 1)
        {
            KernelSet.Current.ScaleAdd(destination, scale, 0, destination);
        }
    }
}
