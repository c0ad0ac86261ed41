namespace Tollama.Runner.Sdk;

/// <summary>A parameter is not what the method takes; the message names it.</summary>
internal sealed class ParameterException(string message) : Exception(message)
{
    public static void ThrowIf(bool wrong, string message)
    {
        if (wrong)
        {
            throw new ParameterException(message);
        }
    }
}
