using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>The user's registry file, whose cards add to those of the program and override them.</summary>
public static class UserRegistry
{
    private const int MaxBytes = 16 << 20;

    /// <summary>The registry with the cards of the user's file.</summary>
    /// <param name="registry">The registry of the program.</param>
    /// <param name="path">The file; absent is fine. One that is broken, or that others than the user and root may write, becomes a warning, a broken entry is left out with one.</param>
    public static ModelRegistry AddTo(ModelRegistry registry, string path)
    {
        ArgumentNullException.ThrowIfNull(registry);
        try
        {
            if (!File.Exists(path))
            {
                return registry;
            }

            return FileTrust.Fault(path) is { } fault
                ? registry.WithWarning($"the registry '{path}' was skipped, because it is not trusted: {fault}")
                : registry.With(RegularFile.Read(path, MaxBytes), $"'{path}'");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return registry.WithWarning($"the registry '{path}' was skipped: {StoreFault.Sentence(fault)}");
        }
    }
}
