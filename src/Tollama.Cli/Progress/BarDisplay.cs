using Spectre.Console;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>For people: a row a step in the order they began, with a bar for those that move bytes; several may move at once.</summary>
internal sealed class BarDisplay(ITerminal terminal, TimeProvider time) : IProgressDisplay
{
    public async Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new TerminalOutput(terminal),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        await console.Progress().Columns(new BarColumn()).StartAsync(context => ShowAsync(context, lines, cancellationToken)).ConfigureAwait(false);
    }

    private async Task ShowAsync(ProgressContext context, IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        Dictionary<string, Transfer> steps = [];
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (line.Status is not { } status)
            {
                continue;
            }

            bool isNew = !steps.TryGetValue(status, out Transfer? step);
            step ??= steps[status] = new Transfer(status, time);
            step.Update(line);
            if (isNew)
            {
                context.AddTask(Markup.Escape(step.Status)).Tag = step;
            }
        }
    }
}
