namespace Tollama.Store;

/// <summary>Why a file is not trusted.</summary>
/// <param name="Reason">Which file, who owns it and its mode: the part of a sentence.</param>
/// <param name="Remedy">The command that helps.</param>
public sealed record FileFault(string Reason, string Remedy)
{
    /// <inheritdoc />
    public override string ToString() => $"{Reason}; {Remedy}";
}
