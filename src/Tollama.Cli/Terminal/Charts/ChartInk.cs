namespace Tollama.Cli.Terminal.Charts;

/// <summary>What a cell of a chart shows, and so in which colour.</summary>
internal enum ChartInk
{
    None,
    History,
    Mean,
    Frame,
    Mark,
}
