using Spectre.Console;
using Tollama.Core.Api;

namespace Tollama.Cli.Pulling;

/// <summary>For people: a bar for each file, with speed and remaining time.</summary>
internal sealed class BarPullDisplay(TextWriter writer, bool hasColor) : IPullDisplay
{
    public async Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.Yes,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        ProgressColumn[] columns =
        [
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new PercentageColumn(),
            new ProgressBarColumn(),
            new DownloadedColumn { Base = FileSizeBase.Decimal },
            new TransferSpeedColumn { Base = FileSizeBase.Decimal },
            new RemainingTimeColumn(),
        ];
        await console.Progress().Columns(columns).StartAsync(context => ShowAsync(console, context, lines, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task ShowAsync(
        IAnsiConsole console, ProgressContext context, IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        Dictionary<string, ProgressTask> bars = [];
        string? shown = null;
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (line is { Status: { } status, Total: > 0 and long total })
            {
                if (!bars.TryGetValue(status, out ProgressTask? bar))
                {
                    bars[status] = bar = context.AddTask(Markup.Escape(status), maxValue: total);
                }

                bar.Value = line.Completed ?? 0;
            }
            else if (line.Status is { } step && step != shown)
            {
                shown = step;
                console.WriteLine(step);
            }
        }
    }
}
