using Tollama.Cli.Progress;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Importing;

/// <summary>Brings files into the daemon's store: digest first, and only what is not there is sent.</summary>
internal sealed class FileUpload(TollamaClient client, TimeProvider time)
{
    /// <summary>Uploads one file.</summary>
    /// <returns>Its digest.</returns>
    /// <exception cref="CliException">It cannot be read.</exception>
    public async Task<string> UploadAsync(ModelFile file, Action<PullProgress> report, CancellationToken cancellationToken)
    {
        try
        {
            FileStream stream = new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using (stream.ConfigureAwait(false))
            {
                return await UploadAsync(file, stream, report, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot read '{file.Path}': {CauseText.Of(exception)}", $"see that {Environment.UserName} may read it, and that it does not change meanwhile");
        }
    }

    private async Task<string> UploadAsync(ModelFile file, FileStream stream, Action<PullProgress> report, CancellationToken cancellationToken)
    {
        long size = stream.Length;
        ByteReport Reporter(string status, string? blob) =>
            new(size, completed => report(new PullProgress { Status = status, Digest = blob, Total = size, Completed = completed }), time);

        string digest = await FileDigest.ComputeAsync(stream, Reporter("reading " + file.Name, blob: null), cancellationToken).ConfigureAwait(false);
        if (!await client.HasBlobAsync(digest, cancellationToken).ConfigureAwait(false))
        {
            stream.Position = 0;
            IProgress<long> progress = Reporter("uploading " + FileDigest.Short(digest), digest);
            await client.UploadBlobAsync(digest, stream, progress, cancellationToken).ConfigureAwait(false);
        }

        return digest;
    }
}
