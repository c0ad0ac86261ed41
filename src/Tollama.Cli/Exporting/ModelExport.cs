using Tollama.Cli.Progress;
using Tollama.Cli.Wording;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Exporting;

/// <summary>Writes a model's tar to a file, which is there whole or not at all, or to standard output.</summary>
internal sealed class ModelExport(CliHost host, DaemonSession session, string model)
{
    public async Task ToOutputAsync(CancellationToken cancellationToken)
    {
        if (host.Terminal.IsOutputTerminal)
        {
            throw CliException.Usage("standard output is a terminal: a tar is not for reading", $"tollama export {model} FILE, or pipe it on");
        }

        Stream output = host.Terminal.OpenOutput();
        await using (output.ConfigureAwait(false))
        {
            await WriteAsync(output, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ToFileAsync(string path, bool overwrite, CancellationToken cancellationToken)
    {
        RequireFree(path, overwrite);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await WriteAsync(stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            // Not File.Exists again: somebody may have written the file meanwhile.
            File.Move(temporary, path, overwrite);
            await host.Terminal.Out.WriteLineAsync($"exported '{model}' to {path} ({ByteSize.Format(new FileInfo(path).Length)})").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private static void RequireFree(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw CliException.Usage($"'{path}' is a folder", $"name a file in it: {Path.Combine(path, "model.tar")}");
        }

        if (File.Exists(path) && !overwrite)
        {
            throw CliException.Usage($"'{path}' exists already", "overwrite it with --force, or name another file");
        }
    }

    private async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        ShowResponse shown = await session.Client.ShowAsync(model, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<PullProgress> lines = ReportedLines.RunAsync(
            (report, token) => CopyAsync(destination, shown.Size > 0 ? shown.Size : null, report, token), cancellationToken);
        await ShownWork.ForPeople(host).RunAsync(lines, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(Stream destination, long? size, Action<PullProgress> report, CancellationToken cancellationToken)
    {
        string status = "exporting " + model;

        // The tar is a little larger than its files, so the bar stops at their size.
        ByteReport progress = new(total: null, bytes => report(new PullProgress { Status = status, Total = size, Completed = Math.Min(bytes, size ?? bytes) }), host.Time);
        try
        {
            await session.Client.ExportAsync(model, destination, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception) when (exception.Code == ErrorCode.DaemonUnreachable)
        {
            throw CliException.Failure(
                $"the export of '{model}' broke off: what was written is not whole", $"'tollama doctor --verify {model}' tells whether its files are damaged");
        }

        report(new PullProgress { Status = status, Total = size, Completed = size });
        report(new PullProgress { Status = "success", Done = true });
    }

    private static CliException CannotWrite(string path, Exception exception) =>
        CliException.Failure($"cannot write '{path}': {CauseText.Of(exception)}", "free some space there, or name a file in a folder that you may write");

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It could not be made either; the error on its way says why.
        }
    }
}
