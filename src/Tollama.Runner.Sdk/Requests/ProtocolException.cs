namespace Tollama.Runner.Sdk;

/// <summary>A request that is not what the protocol says.</summary>
internal sealed class ProtocolException(int code, string message, string? details = null, string? method = null) : Exception(message)
{
    /// <summary>One of <see cref="Core.Protocol.RunnerErrorCodes"/>.</summary>
    public int Code => code;

    /// <summary>What exactly is wrong with the parameters.</summary>
    public string? Details => details;

    /// <summary>The method that is not known.</summary>
    public string? Method => method;
}
