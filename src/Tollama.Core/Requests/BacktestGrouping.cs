namespace Tollama.Core.Requests;

/// <summary>By what the measures of a backtest are told beside those of the whole.</summary>
public enum BacktestGrouping
{
    /// <summary>A row a series.</summary>
    Series,

    /// <summary>A row a step of the horizon.</summary>
    Horizon,

    /// <summary>A row a window: an origin.</summary>
    Window,

    /// <summary>A row a value of the id columns: a store, a product.</summary>
    Group,
}
