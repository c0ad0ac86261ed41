using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tollama.Cli.Progress;

/// <summary>The only column of the progress: a whole row of text, as wide as the terminal is at that moment. The task's tag is its <see cref="Transfer"/>.</summary>
internal sealed class BarColumn : ProgressColumn
{
    // A row that touches the last column makes some terminals break the line.
    private const int Margin = 2;

    protected override bool NoWrap => true;

    // The row may be painted between the task's birth and its tag.
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Tag is Transfer transfer ? BarLine.Format(transfer, Width(options)) : "");

    public override int? GetColumnWidth(RenderOptions options) => Width(options);

    private static int Width(RenderOptions options) => Math.Max(options.ConsoleSize.Width - Margin, 1);
}
