using System.Net;
using System.Net.Sockets;

namespace Tollama.Daemon.Security;

/// <summary>How long the answer to a wrong key has to wait: the more of them came from an address lately, the longer.</summary>
/// <remarks>
/// A few in a row are answered at once: somebody typed them. After that, an address gets <see cref="Interval"/> apart what it is told, one after the other, and at most
/// <see cref="Longest"/> later. Nobody is locked out: a right key is let in at once, also from an address of wrong ones, because behind a proxy all clients have one
/// address. Against guessing in parallel only the length of the keys helps; that is why the daemon warns of short ones.
/// </remarks>
internal sealed class WrongKeys(TimeProvider time)
{
    /// <summary>What a wrong key costs its address.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>What an address may owe before it has to wait: five keys.</summary>
    internal static readonly TimeSpan Credit = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of one request: it holds a connection meanwhile.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>So many addresses are known at once; further ones share an account.</summary>
    internal const int MaxAddresses = 1024;

    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<IPAddress, TimeSpan> _paidUntil = [];

    /// <summary>How many addresses are known.</summary>
    internal int Known
    {
        get
        {
            lock (_lock)
            {
                return _paidUntil.Count;
            }
        }
    }

    /// <summary>Counts a wrong key.</summary>
    /// <param name="address">Where it came from.</param>
    /// <returns>How long its answer has to wait.</returns>
    internal TimeSpan Count(IPAddress? address)
    {
        TimeSpan now = time.GetElapsedTime(_began);
        lock (_lock)
        {
            IPAddress account = AccountOf_NeedsLock(NetworkOf(address ?? IPAddress.None), now);
            TimeSpan from = Max(_paidUntil.GetValueOrDefault(account), now);
            TimeSpan wait = Min(Max(from - now - Credit, TimeSpan.Zero), Longest);
            _paidUntil[account] = Min(from + Interval, now + Credit + Longest);
            return wait;
        }
    }

    private IPAddress AccountOf_NeedsLock(IPAddress address, TimeSpan now)
    {
        if (_paidUntil.Count < MaxAddresses || _paidUntil.ContainsKey(address))
        {
            return address;
        }

        foreach (IPAddress paid in _paidUntil.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToArray())
        {
            _paidUntil.Remove(paid);
        }

        return _paidUntil.Count < MaxAddresses ? address : IPAddress.Any;
    }

    // Whoever has an IPv6 address has 2^64 of them.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
