namespace Tollama.Core.Requests;

/// <summary>For what a backtest chooses the model of a forecast.</summary>
public enum ModelSelection
{
    /// <summary>Each series is forecast by the model that was best for it.</summary>
    Series,

    /// <summary>All series are forecast by the model that was best over all of them.</summary>
    Table,
}
