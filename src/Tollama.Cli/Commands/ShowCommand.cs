using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama show</c>: all about one model.</summary>
internal sealed class ShowCommand : DaemonCommand
{
    private readonly Argument<string> _model;
    private readonly Option<bool> _license = new("--license") { Description = "Show only the licence, with its whole text." };
    private readonly Option<bool> _modelfile = new("--modelfile") { Description = "Show only the Modelfile." };
    private readonly Option<bool> _parameters = new("--parameters") { Description = "Show only the default options." };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Also list the tensors of the model's weights." };
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's answer as JSON.");

    public ShowCommand(CliHost host)
        : base("show", "Show what a model is and can do.", host)
    {
        _model = ModelArgument<string>("An installed model.");
        Arguments.Add(_model);
        Options.Add(_license);
        Options.Add(_modelfile);
        Options.Add(_parameters);
        Options.Add(_verbose);
        Options.Add(_json);
        Validators.Add(result =>
        {
            if (new[] { _license, _modelfile, _parameters, _json }.Count(result.GetValue) > 1)
            {
                result.AddError("only one of --license, --modelfile, --parameters and --json can be shown");
            }
        });
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        ShowRequest request = new() { Model = parsed.GetRequiredValue(_model), Verbose = parsed.GetValue(_verbose) ? true : null };
        ShowResponse model = await session.Client.ShowAsync(request, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, model, JsonText.Indented.ShowResponse);
        }
        else if (parsed.GetValue(_license))
        {
            Out.WriteLine(model.License.TrimEnd());
        }
        else if (parsed.GetValue(_modelfile))
        {
            Out.WriteLine(model.Modelfile.TrimEnd());
        }
        else if (parsed.GetValue(_parameters))
        {
            Out.WriteLine(model.Parameters.TrimEnd());
        }
        else
        {
            ModelSheet.Write(model, Out);
        }

        return ExitCodes.Success;
    }
}
