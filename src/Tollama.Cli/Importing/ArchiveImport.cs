using Tollama.Cli.Progress;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli.Importing;

/// <summary>Installs a model from a tar that <c>tollama export</c> wrote.</summary>
internal sealed class ArchiveImport(CliHost host, DaemonSession session)
{
    /// <summary>Imports.</summary>
    /// <param name="path">The tar, or <c>-</c> for standard input.</param>
    /// <param name="model">The name to install it under; its own when <see langword="null"/>.</param>
    /// <param name="force">True to replace an installed model of the registry.</param>
    /// <param name="json">True for each line as JSON on standard output.</param>
    /// <param name="cancellationToken">Cancels, also in the daemon.</param>
    /// <returns>The name of the model.</returns>
    public async Task<string> ImportAsync(string path, string? model, bool force, bool json, CancellationToken cancellationToken)
    {
        Stream archive = Open(path);
        await using (archive.ConfigureAwait(false))
        {
            string status = path == "-" ? "sending standard input" : "sending " + Path.GetFileName(path);
            IAsyncEnumerable<PullProgress> lines = ReportedLines.RunAsync(
                (report, token) => SendAsync(archive, status, model, force, report, token), cancellationToken);
            PullProgress last = await ShownWork.For(host, json).RunAsync(lines, cancellationToken).ConfigureAwait(false);
            foreach (string warning in json ? [] : last.Warnings ?? [])
            {
                host.Terminal.Error.WriteLine("Warning: " + VisibleText.OneLine(warning));
            }

            return last.Model ?? model ?? path;
        }
    }

    private async Task SendAsync(Stream archive, string status, string? model, bool force, Action<PullProgress> report, CancellationToken cancellationToken)
    {
        long? total = archive.CanSeek ? archive.Length : null;
        ByteReport progress = new(total, sent => report(new PullProgress { Status = status, Total = total, Completed = sent }), host.Time);
        try
        {
            await foreach (PullProgress line in session.Client.ImportAsync(archive, model, force, progress, cancellationToken).ConfigureAwait(false))
            {
                report(line);
            }
        }
        catch (IOException exception)
        {
            throw CliException.Failure($"cannot read what is to be imported: {CauseText.Of(exception)}", "nothing was installed; import it again");
        }
    }

    private Stream Open(string path)
    {
        if (path == "-")
        {
            return !host.Terminal.IsInputTerminal
                ? host.Terminal.OpenInput()
                : throw CliException.Usage("standard input is a terminal: there is nothing to import", "pipe a tar in, or name its file: tollama import FILE");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage($"there is no file or folder '{path}'", "name a tar that 'tollama export' wrote, or a folder with config.json and safetensors");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"cannot read '{path}': {CauseText.Of(exception)}", $"see that {Environment.UserName} may read it");
        }
    }
}
