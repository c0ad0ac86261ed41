namespace Tollama.Cli;

/// <summary>What the program's exit code means; the whole list.</summary>
public static class ExitCodes
{
    /// <summary>0: done. Of a forecast: at least one series was forecast.</summary>
    public const int Success = 0;

    /// <summary>1: the daemon refused, or the work failed.</summary>
    public const int Failure = 1;

    /// <summary>2: the command line or its input is not right; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>3: no daemon answers at the address.</summary>
    public const int Unreachable = 3;

    /// <summary>130: interrupted with Ctrl-C.</summary>
    public const int Interrupted = 130;
}
