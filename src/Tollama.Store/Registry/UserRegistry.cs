using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>The user's registry file, whose cards add to those of the program and override them.</summary>
public static class UserRegistry
{
    /// <summary>The registry with the cards of the user's file.</summary>
    /// <param name="registry">The registry of the program.</param>
    /// <param name="path">The file; absent is fine. A broken one becomes a warning, a broken entry is left out with one.</param>
    public static ModelRegistry AddTo(ModelRegistry registry, string path)
    {
        ArgumentNullException.ThrowIfNull(registry);
        try
        {
            return File.Exists(path) ? registry.With(File.ReadAllBytes(path), $"'{path}'") : registry;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return registry.WithWarning($"the registry '{path}' was skipped: {StoreFault.Sentence(fault)}");
        }
    }
}
