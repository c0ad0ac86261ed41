using System.CommandLine;
using System.Text;
using Tollama.Cli.Running;
using Tollama.Cli.Terminal;
using Tollama.Core.Requests;

namespace Tollama.Cli.Commands;

/// <summary>A verb that sends series and shows what came of them: its input, the fields of its request, and how the answer is shown.</summary>
internal abstract class OperationCommand : DaemonCommand
{
    /// <summary>The model where none is named.</summary>
    protected const string DefaultModel = "auto";

    private readonly Argument<string[]> _files = InputArgument.Create();
    private readonly Option<bool> _json = JsonOption.Create("Print the daemon's answer as JSON.");
    private readonly Option<ProgressMode> _progress = ProgressOption.Create();
    private readonly Option<bool> _noAutostart = new("--no-autostart") { Description = "Do not start a daemon when none answers." };
    private readonly string _purpose;

    /// <summary>Creates the verb; its input follows with <see cref="AddInput"/>.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">What it does.</param>
    /// <param name="purpose">What its input is for, as the end of a sentence.</param>
    /// <param name="host">The world outside.</param>
    /// <param name="fields">The fields of its request besides those that say how data are read.</param>
    protected OperationCommand(string name, string description, string purpose, CliHost host, params RequestField[] fields)
        : base(name, description, host, "TOLLAMA_HOME", "TOLLAMA_KEEP_ALIVE", "TOLLAMA_REQUEST_TIMEOUT")
    {
        _purpose = purpose;
        Fields = new RequestOptions(field =>
            fields.Contains(field) || RequestOptions.Reading.Contains(field) || field == RequestFields.KeepAlive || field == RequestFields.Timeout);
        Settings = new SettingOptions(Fields);
    }

    /// <summary>The fields of the request.</summary>
    protected RequestOptions Fields { get; }

    /// <summary>The settings of the model.</summary>
    protected SettingOptions Settings { get; }

    /// <summary>Adds the input, behind what the verb has before it, and its options.</summary>
    /// <param name="own">The options that only this verb has.</param>
    protected void AddInput(params Option[] own)
    {
        Arguments.Add(_files);
        foreach (Option option in (IEnumerable<Option>)[.. Fields.All, Settings.Option, .. own, _json, _progress, _noAutostart])
        {
            Options.Add(option);
        }
    }

    /// <summary>The option that names the model.</summary>
    protected static Option<string?> ModelOption(CliHost host)
    {
        Option<string?> option = new("--model", "-m") { Description = "The model; it is pulled when it is not installed [default: auto].", HelpName = "model" };
        option.CompletionSources.Add(_ => Completion.ModelNames.Installed(host));
        return option;
    }

    /// <summary>Writes answers as tables.</summary>
    protected ITableWriter Tables => Host.Tables ?? throw CliException.Failure("this program cannot write tables", "use --json");

    /// <summary>The files and patterns that were typed.</summary>
    protected IReadOnlyList<string> Inputs(ParseResult parsed) => parsed.GetValue(_files) ?? [];

    /// <summary>Whether the answer is to be JSON.</summary>
    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>What was typed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="request">What the verb says itself.</param>
    /// <param name="models">The models that have to be installed.</param>
    protected OperationArguments Read(ParseResult parsed, ForecastRequest request, IReadOnlyList<string> models) => new()
    {
        Request = Fields.Read(parsed, Settings.Read(parsed, request)),
        Source = new InputSource { Inputs = Inputs(parsed), Command = $"tollama {Name}", Purpose = _purpose },
        Models = models,
        Json = IsJson(parsed),
        Progress = parsed.GetValue(_progress),
        MayStartDaemon = !parsed.GetValue(_noAutostart),
    };

    /// <summary>Writes for people: what comes from others is filtered, but for the colours.</summary>
    protected void WriteSheet(Action<TextWriter, Ansi> write)
    {
        Ansi ansi = new(Host.Terminal.HasColor);
        write(new VisibleWriter(Host.Terminal.OutUnfiltered, ansi.Codes), ansi);
    }

    /// <summary>Writes a table of text to standard output: filtered for a person, as it is for a program.</summary>
    protected async Task WriteTextAsync(Func<Stream, Task> write)
    {
        if (!Host.Terminal.IsOutputTerminal)
        {
            Stream output = Host.Terminal.OpenOutput();
            await using (output.ConfigureAwait(false))
            {
                await write(output).ConfigureAwait(false);
            }

            return;
        }

        using MemoryStream text = new();
        await write(text).ConfigureAwait(false);
        VisibleWriter visible = new(Host.Terminal.OutUnfiltered, []);
        await using (visible.ConfigureAwait(false))
        {
            await visible.WriteAsync(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)).ConfigureAwait(false);
        }
    }
}
