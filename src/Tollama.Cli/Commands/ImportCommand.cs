using System.CommandLine;
using Tollama.Cli.Importing;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama import</c>: a model from files instead of a hub.</summary>
internal sealed class ImportCommand : DaemonCommand
{
    private readonly Argument<string> _source = new("source") { Description = "A folder with config.json and safetensors, a tar of 'tollama export', or - for a tar on standard input." };
    private readonly Argument<string?> _name = new("name") { Description = "The name of the model; a tar has one of its own.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _force = ForceOption.Create();
    private readonly Option<bool> _json = JsonOption.Create("Print the progress lines as JSON, on standard output.");

    public ImportCommand(CliHost host)
        : base("import", "Install a model from a folder or an exported file.", host)
    {
        Arguments.Add(_source);
        Arguments.Add(_name);
        Options.Add(_force);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        string source = parsed.GetRequiredValue(_source);
        string? name = parsed.GetValue(_name);
        bool force = parsed.GetValue(_force);
        bool json = parsed.GetValue(_json);
        if (Directory.Exists(source))
        {
            string model = name ?? throw CliException.Usage($"what shall the model in '{source}' be called?", $"tollama import {source} {ModelFolder.NameOf(source)}");
            ModelFolder folder = ModelFolder.Read(source);
            await session.RequireTollamaAsync("tollama import", cancellationToken).ConfigureAwait(false);
            CreateRequest request = new() { Model = model, Force = force ? true : null, Stream = true };
            await new FolderImport(Host, session).ImportAsync(folder, request, json, cancellationToken).ConfigureAwait(false);
            name = model;
        }
        else
        {
            await session.RequireTollamaAsync("tollama import", cancellationToken).ConfigureAwait(false);
            name = await new ArchiveImport(Host, session).ImportAsync(source, name, force, json, cancellationToken).ConfigureAwait(false);
        }

        if (!json)
        {
            Out.WriteLine($"imported '{name}'");
        }

        return ExitCodes.Success;
    }
}
