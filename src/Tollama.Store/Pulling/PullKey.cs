using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>Pulls with the same key are one pull with several listeners.</summary>
internal sealed record PullKey(ModelName Name, string? Revision, bool Force, bool Insecure, bool Offline);
