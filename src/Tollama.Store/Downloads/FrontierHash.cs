using System.Security.Cryptography;

namespace Tollama.Store;

/// <summary>The sha256 of a file while it is written: it follows the bytes that are there without a gap, whatever order the parts come in.</summary>
internal sealed class FrontierHash : IDisposable
{
    private const int ChunkSize = 1 << 20;

    private readonly PartialFile _file;
    private readonly SemaphoreSlim _news = new(1, 1);

    public FrontierHash(PartialFile file)
    {
        _file = file;
        file.OnWritten = Wake;
    }

    /// <summary>Reads along until the file is whole.</summary>
    public async Task<BlobDigest> RunAsync(CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkSize];
        for (long hashed = 0; hashed < _file.Size;)
        {
            await _news.WaitAsync(cancellationToken).ConfigureAwait(false);
            for (long frontier = _file.Frontier(); hashed < frontier; frontier = Math.Max(frontier, _file.Frontier()))
            {
                cancellationToken.ThrowIfCancellationRequested();
                int wanted = (int)Math.Min(ChunkSize, frontier - hashed);
                int read = await RandomAccess.ReadAsync(_file.Handle, chunk.AsMemory(0, wanted), hashed, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException($"'{PartialFile.PathOf(_file.BlobPath)}' was cut to {hashed} bytes while it was written");
                }

                hash.AppendData(chunk, 0, read);
                hashed += read;
            }
        }

        return BlobDigest.FromHash(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        _file.OnWritten = null;
        _news.Dispose();
    }

    // One signal is enough: whoever wakes looks at everything that is new.
    private void Wake()
    {
        if (_news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another writer was faster.
            }
        }
    }
}
