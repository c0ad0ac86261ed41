namespace Tollama.Store;

/// <summary>A hub sent the client to a name that leads into a private network.</summary>
internal sealed class PrivateAddressException(string message) : IOException(message);
