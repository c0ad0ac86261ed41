using System.Runtime.CompilerServices;
using Tollama.Cli.Progress;
using Tollama.Core.Api;

namespace Tollama.Cli.Importing;

/// <summary>Makes a model of a folder on this machine: its files are uploaded, then the daemon creates the model of them.</summary>
internal sealed class FolderImport(CliHost host, DaemonSession session)
{
    /// <summary>Imports.</summary>
    /// <param name="folder">The files.</param>
    /// <param name="request">The model's name, and its defaults if it has some; the files are added.</param>
    /// <param name="json">True for each line as JSON on standard output.</param>
    /// <param name="cancellationToken">Cancels, also in the daemon.</param>
    public async Task ImportAsync(ModelFolder folder, CreateRequest request, bool json, CancellationToken cancellationToken)
    {
        foreach (string name in folder.LeftOut)
        {
            await host.Terminal.Error.WriteLineAsync($"left out: {name}{(FileKinds.IsPickle(name) ? " (a pickle: reading one runs the code in it)" : "")}").ConfigureAwait(false);
        }

        await ShownWork.For(host, json).RunAsync(LinesAsync(folder, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<PullProgress> LinesAsync(
        ModelFolder folder, CreateRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileUpload upload = new(session.Client, host.Time);
        Dictionary<string, string> files = [];
        foreach (ModelFile file in folder.Files)
        {
            IAsyncEnumerable<PullProgress> uploading = ReportedLines.RunAsync(
                async (report, token) => files[file.Name] = await upload.UploadAsync(file, report, token).ConfigureAwait(false), cancellationToken);
            await foreach (PullProgress line in uploading.ConfigureAwait(false))
            {
                yield return line;
            }
        }

        await foreach (PullProgress line in session.Client.CreateAsync(request with { Files = files }, cancellationToken).ConfigureAwait(false))
        {
            yield return line;
        }
    }
}
