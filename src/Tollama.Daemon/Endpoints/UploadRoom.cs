using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary>Refuses an upload that cannot fit before its first byte is read.</summary>
internal static class UploadRoom
{
    internal static void Require(ModelStore store, long? length)
    {
        StoreHealth health = store.Check();
        if (health.Writable && length > health.FreeBytes)
        {
            throw new TollamaException(
                ErrorCode.InsufficientStorage,
                string.Create(CultureInfo.InvariantCulture, $"the upload has {length} bytes, and {health.FreeBytes} are free on the disk of '{store.Paths.Models}'"),
                "free some space ('tollama prune', 'tollama rm MODEL'), or move the store with TOLLAMA_MODELS");
        }
    }
}
