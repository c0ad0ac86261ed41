using System.Buffers;
using System.Security.Cryptography;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Content by its sha256: a folder of files <c>sha256-…</c>.</summary>
/// <remarks>
/// A blob appears under its name only after its bytes were hashed while written, flushed to disk and found to be what was announced;
/// it never changes afterwards. Symbolic links are not followed. Any number of processes may write the same blob at once.
/// </remarks>
/// <param name="paths">Where the store is.</param>
public sealed class BlobStore(StorePaths paths)
{
    private const int ChunkSize = 1 << 17;

    /// <summary>The room that uploads may take.</summary>
    public StoreRoom Room { get; internal init; } = new(paths.Models);

    /// <summary>The file of a blob, whether it exists or not.</summary>
    public string PathOf(BlobDigest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return Path.Combine(paths.Blobs, digest.FileName);
    }

    /// <summary>The size of a blob in bytes; <see langword="null"/> if the store does not have it, or only a link of its name.</summary>
    public long? SizeOf(BlobDigest digest)
    {
        FileInfo file = new(PathOf(digest));
        return file.Exists && !FolderWalk.HasLink(paths.Models, file.FullName) ? file.Length : null;
    }

    /// <summary>True if the store has the blob.</summary>
    public bool Contains(BlobDigest digest) => SizeOf(digest) is not null;

    /// <summary>Opens a blob for reading.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: there is no such blob, or it cannot be read.</exception>
    public Stream OpenRead(BlobDigest digest) => StoreFault.Guard(paths.Models, () =>
    {
        string path = PathOf(digest);
        RefuseLink(path);
        RegularFile.Require(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.Asynchronous);
    });

    /// <summary>Writes a blob, unless the store has it already.</summary>
    public async Task<BlobInfo> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        BlobInfo info = new() { Digest = BlobDigest.Of(content.Span), Size = content.Length };
        if (await VerifyAsync(info.Digest, cancellationToken).ConfigureAwait(false))
        {
            return info;
        }

        using MemoryStream stream = new(content.ToArray(), writable: false);
        return await WriteAsync(stream, info.Digest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a blob from a stream.</summary>
    /// <param name="content">Its bytes, read to the end.</param>
    /// <param name="expected">What it should be; <see langword="null"/> to take what comes.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left behind.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the content is another than expected; nothing was stored.
    /// <see cref="ErrorCode.StoreUnavailable"/>, <see cref="ErrorCode.InsufficientStorage"/>: it could not be written.
    /// </exception>
    public Task<BlobInfo> WriteAsync(Stream content, BlobDigest? expected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        return StoreFault.GuardAsync(paths.Models, () => WriteCoreAsync(content, expected, cancellationToken));
    }

    /// <summary>Reads a blob again and compares it with its name.</summary>
    /// <returns><see langword="false"/> if it is absent or its bytes have another sha256.</returns>
    public async Task<bool> VerifyAsync(BlobDigest digest, CancellationToken cancellationToken)
    {
        if (!Contains(digest))
        {
            return false;
        }

        using Stream stream = OpenRead(digest);
        return BlobDigest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)) == digest;
    }

    /// <summary>Makes a blob that nobody needs yet young again: somebody said that it will be needed.</summary>
    public void Touch(BlobDigest digest, DateTimeOffset now)
    {
        FileInfo file = new(PathOf(digest));
        if (Contains(digest) && now.UtcDateTime - file.LastWriteTimeUtc > StorePruner.DefaultGrace / 2)
        {
            StoreFault.Guard(paths.Models, () => file.LastWriteTimeUtc = now.UtcDateTime);
        }
    }

    /// <summary>Removes a blob, whole or partial. The caller knows that nothing needs it, and holds the store's lock.</summary>
    internal void Delete(BlobDigest digest)
    {
        if (Directory.Exists(paths.Blobs))
        {
            File.Delete(PathOf(digest));
            PartialFile.Delete(PathOf(digest));
        }
    }

    private async Task<BlobInfo> CopyAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            using FileStream file = AtomicFile.CreateNew(path);
            (long size, long look) = (0, StoreRoom.LookEvery);
            for (int read; (read = await content.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0; size += read)
            {
                hash.AppendData(chunk, 0, read);
                if (size >= look)
                {
                    Room.RequireReserve();
                    look = size + StoreRoom.LookEvery;
                }

                await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            file.Flush(flushToDisk: true);
            return new BlobInfo { Digest = BlobDigest.FromHash(hash.GetHashAndReset()), Size = size };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private async Task<BlobInfo> WriteCoreAsync(Stream content, BlobDigest? expected, CancellationToken cancellationToken)
    {
        RefuseLink(paths.Blobs);
        AtomicFile.CreateDirectory(paths.Blobs);
        string temporary = AtomicFile.TemporaryIn(paths.Blobs);
        try
        {
            BlobInfo written = await CopyAsync(content, temporary, cancellationToken).ConfigureAwait(false);
            if (expected is not null && written.Digest != expected)
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest,
                    $"the content is not what was announced: expected {expected}, got {written.Digest} ({written.Size} bytes); nothing was stored");
            }

            AtomicFile.Publish(temporary, PathOf(written.Digest));
            return written;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private void RefuseLink(string path)
    {
        if (FolderWalk.HasLink(paths.Models, path))
        {
            throw new TollamaException(
                ErrorCode.StoreUnavailable,
                $"'{path}' is a symbolic link, or lies behind one: the store does not follow links inside its folder",
                "make the models folder itself a link, or set TOLLAMA_MODELS");
        }
    }
}
