using Tollama.Core.Protocol;

namespace Tollama.Daemon.Operations;

/// <summary>Who wants to know how far a forecast is.</summary>
internal interface IForecastListener
{
    /// <summary>The model has to be loaded first.</summary>
    Task LoadingAsync(string model);

    /// <summary>The model starts, or has finished some series; must not block.</summary>
    void Report(ProgressNotice notice);
}
