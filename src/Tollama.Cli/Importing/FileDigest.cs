using System.Buffers;
using System.Security.Cryptography;

namespace Tollama.Cli.Importing;

/// <summary>The name under which the store keeps a file.</summary>
internal static class FileDigest
{
    private const int BufferSize = 1024 * 1024;
    private const string Prefix = "sha256:";
    private const int ShortLength = 12;

    /// <summary><c>sha256:</c> and 64 hexadecimal digits of the rest of a stream.</summary>
    public static async Task<string> ComputeAsync(Stream stream, IProgress<long> progress, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long done = 0;
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.AppendData(buffer, 0, read);
                done += read;
                progress.Report(done);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Prefix + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The first twelve digits, as the daemon's progress shows them.</summary>
    public static string Short(string digest) => digest.Substring(Prefix.Length, ShortLength);
}
