using System.CommandLine;

namespace Tollama.StatsBenchmarks;

/// <summary><c>impute</c>: how near filled values are to the hidden ones, and how often their intervals hold them.</summary>
internal static class ImputeCommand
{
    public static Command Create()
    {
        Option<string> data = new("--data-folder") { DefaultValueFactory = _ => Path.Combine("..", "shared", "data"), Description = "Where the competitions' data lie." };
        Option<string> models = new("--models") { DefaultValueFactory = _ => "auto", Description = "auto, seasonal, arima, ets." };
        Option<int> series = new("--series") { DefaultValueFactory = _ => 100, Description = "Series of each kind." };
        Command command = new("impute", "Hides values, fills them, and compares: on generated series, and on training parts of M3 monthly.") { data, models, series };
        command.SetAction(parse => ImputeErrors.Run(parse.GetValue(data)!, parse.GetValue(models)!.Split(','), parse.GetValue(series), Console.Out));
        return command;
    }
}
