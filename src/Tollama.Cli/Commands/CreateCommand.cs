using System.CommandLine;
using Tollama.Cli.Importing;
using Tollama.Cli.Progress;
using Tollama.Cli.Running;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama create</c>: a model of one's own, from a Modelfile.</summary>
internal sealed class CreateCommand : DaemonCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The name of the new model." };
    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "The Modelfile.",
        HelpName = "file",
        DefaultValueFactory = _ => "Modelfile",
    };

    private readonly Option<bool> _force = ForceOption.Create();
    private readonly Option<bool> _json = JsonOption.Create("Print the progress lines as JSON, on standard output.");

    public CreateCommand(CliHost host)
        : base("create", "Make a model from a Modelfile: another model or a folder, with defaults of its own.", host)
    {
        Arguments.Add(_name);
        Options.Add(_file);
        Options.Add(_force);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string name = parsed.GetRequiredValue(_name);
        string path = parsed.GetRequiredValue(_file);
        bool json = parsed.GetValue(_json);
        string modelfile = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        await session.RequireTollamaAsync("tollama create", cancellationToken).ConfigureAwait(false);

        CreateRequest request = new() { Model = name, Modelfile = modelfile, Force = parsed.GetValue(_force) ? true : null, Stream = true };
        string from = ModelfileText.FindFrom(modelfile)
            ?? throw CliException.Usage($"'{path}' has no FROM: it does not say what the model is made of", "begin it with a line as FROM theta, or FROM ./folder");
        ModelFolder? folder = await new LocalSource(session).FindAsync(from, Path.GetDirectoryName(path) ?? "", cancellationToken).ConfigureAwait(false);
        await (folder is not null
            ? new FolderImport(Host, session).ImportAsync(folder, request, json, cancellationToken)
            : ShownWork.For(Host, json).RunAsync(session.Client.CreateAsync(request, cancellationToken), cancellationToken)).ConfigureAwait(false);
        if (!json)
        {
            Out.WriteLine($"created '{name}'");
        }

        return ExitCodes.Success;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            throw CliException.Usage($"'{path}' is a folder, not a Modelfile", "name the file with -f");
        }

        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage(
                $"there is no Modelfile '{path}'",
                NamedFile.NearestTo(path) is { } nearest ? $"did you mean '{nearest}'?" : "write one that begins with FROM MODEL, or name another file with -f");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"cannot read the Modelfile '{path}': {CauseText.Of(exception)}", "name a file that you may read with -f");
        }
    }
}
