using Tollama.Catalog.Architectures;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Reads the configuration of a model that was uploaded or imported. Whoever sent it says how long it is: its size is looked at first.</summary>
internal static class ConfigFile
{
    /// <summary>What a <c>config.json</c> describes.</summary>
    /// <param name="blobs">Where it is.</param>
    /// <param name="digest">Its digest; the store has it.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidModelFile"/>: it is too long, or no configuration of a known model.</exception>
    public static ModelArchitecture Recognize(BlobStore blobs, BlobDigest digest)
    {
        using Stream file = blobs.OpenRead(digest);
        return Recognize(file);
    }

    /// <summary>What the configuration in a stream describes; one that is too long is not read.</summary>
    public static ModelArchitecture Recognize(Stream file)
    {
        if (file.Length > ModelArchitecture.MaxConfigLength)
        {
            throw new TollamaException(
                ErrorCode.InvalidModelFile, $"The config.json has {file.Length} bytes; at most {ModelArchitecture.MaxConfigLength} are read.");
        }

        byte[] config = new byte[file.Length];
        file.ReadExactly(config);
        return ModelArchitecture.Recognize(config);
    }
}
