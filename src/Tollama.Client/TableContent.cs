using System.Net;

namespace Tollama.Client;

/// <summary>A table that is opened when it is sent, and sent while it is read.</summary>
internal sealed class TableContent(Func<Stream> open) : HttpContent, IReadFault
{
    private const int BufferSize = 256 * 1024;

    public IOException? SourceFault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Stream source = Reading(open);
        await using (source.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BufferSize];
            for (int read; (read = await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // How long it is is not known before it is opened.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async ValueTask<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            SourceFault = exception;
            throw;
        }
    }

    private Stream Reading(Func<Stream> source)
    {
        try
        {
            return source();
        }
        catch (UnauthorizedAccessException exception)
        {
            SourceFault = new IOException(exception.Message, exception);
            throw SourceFault;
        }
        catch (IOException exception)
        {
            SourceFault = exception;
            throw;
        }
    }
}
