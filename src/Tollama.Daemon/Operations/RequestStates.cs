namespace Tollama.Daemon.Operations;

/// <summary>The names of the states on the wire.</summary>
internal static class RequestStates
{
    internal static string ToWireName(this RequestState state) => state switch
    {
        RequestState.Reading => "reading",
        RequestState.Loading => "loading",
        RequestState.Waiting => "waiting",
        RequestState.Running => "running",
        _ => "answering",
    };
}
