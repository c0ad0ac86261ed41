namespace Tollama.FakeHub;

/// <summary>A way to a file on the CDN that was handed out once.</summary>
internal sealed class SignedLink(string repository, ServedFile file, int uses)
{
    private int _left = uses;

    public string Repository => repository;

    public ServedFile File => file;

    /// <summary>Takes one of the uses; <see langword="false"/> when there is none left.</summary>
    public bool Use() => Interlocked.Decrement(ref _left) >= 0;

    public void Expire() => Volatile.Write(ref _left, 0);
}
