using System.Buffers.Binary;

namespace Tollama.Catalog.Safetensors;

/// <summary>The table of contents of a safetensors file.</summary>
/// <remarks>
/// The file is: 8 bytes with the length N of the header (little-endian), N bytes of JSON, then the numbers of all tensors without a gap.
/// Source: the format's description in the repository huggingface/safetensors.
/// </remarks>
public sealed class SafetensorsHeader
{
    /// <summary>The bytes before the JSON.</summary>
    public const int PrefixLength = 8;

    /// <summary>The shortest header: an empty object.</summary>
    public const int MinHeaderLength = 2;

    /// <summary>The longest header that is read: 100 MB, as in the format's own reader.</summary>
    public const int MaxHeaderLength = 100_000_000;

    private readonly Dictionary<string, TensorEntry> _byName;

    private SafetensorsHeader(int headerLength, IReadOnlyDictionary<string, string> metadata, TensorEntry[] tensors)
    {
        DataStart = PrefixLength + headerLength;
        Metadata = metadata;
        Tensors = tensors;
        _byName = tensors.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The place in the file where the data begin; the offsets of the tensors count from here.</summary>
    public long DataStart { get; }

    /// <summary>The free texts of <c>__metadata__</c>; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>All tensors in the order of their bytes.</summary>
    public IReadOnlyList<TensorEntry> Tensors { get; }

    /// <summary>The tensor of a name; <see langword="null"/> if there is none.</summary>
    public TensorEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>How long the header is, from the first 8 bytes of a file.</summary>
    /// <param name="prefix">The first 8 bytes; more are ignored.</param>
    /// <param name="fileLength">The length of the whole file in bytes.</param>
    /// <exception cref="Core.Errors.TollamaException">The file is too short, or the length is out of range or beyond its end.</exception>
    public static int LengthOf(ReadOnlySpan<byte> prefix, long fileLength)
    {
        if (prefix.Length < PrefixLength || fileLength < PrefixLength)
        {
            throw ModelFileFault.Of($"The safetensors file has {Math.Min(prefix.Length, fileLength)} bytes; its header alone needs more than {PrefixLength}.");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < MinHeaderLength or > MaxHeaderLength)
        {
            throw ModelFileFault.Of($"The safetensors header is said to have {length} bytes; {MinHeaderLength} to {MaxHeaderLength} are possible. This is no safetensors file.");
        }

        return (long)length <= fileLength - PrefixLength
            ? (int)length
            : throw ModelFileFault.Of($"The safetensors header is said to have {length} bytes, but the file has only {fileLength}: it is cut off.");
    }

    /// <summary>Reads and checks a header.</summary>
    /// <param name="headerJson">The JSON after the first 8 bytes, exactly as long as they say.</param>
    /// <param name="fileLength">The length of the whole file in bytes.</param>
    /// <exception cref="Core.Errors.TollamaException">The header is not what the format allows; the message names the tensor and the numbers.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> headerJson, long fileLength)
    {
        if (headerJson.Length is < MinHeaderLength or > MaxHeaderLength || headerJson.Length > fileLength - PrefixLength)
        {
            throw ModelFileFault.Of($"A safetensors header of {headerJson.Length} bytes does not fit a file of {fileLength}.");
        }

        (Dictionary<string, string> metadata, List<TensorEntry> tensors) = SafetensorsHeaderReader.Read(headerJson);
        TensorEntry[] ordered = [.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)];
        CheckLayout(ordered, fileLength - PrefixLength - headerJson.Length);
        return new SafetensorsHeader(headerJson.Length, metadata, ordered);
    }

    private static void CheckLayout(TensorEntry[] ordered, long dataLength)
    {
        long end = 0;
        foreach (TensorEntry tensor in ordered)
        {
            if (tensor.Begin != end)
            {
                string what = tensor.Begin < end ? "overlap the tensor before" : "leave a hole";
                throw ModelFileFault.Of($"The bytes of tensor {ModelFileFault.Quote(tensor.Name)} begin at {tensor.Begin} and not at {end}: they {what}.");
            }

            end = tensor.End;
        }

        if (end != dataLength)
        {
            string what = end > dataLength ? "it is cut off" : "there are bytes that belong to no tensor";
            throw ModelFileFault.Of($"The tensors take {end} bytes, but the file holds {dataLength} after its header: {what}.");
        }
    }
}
