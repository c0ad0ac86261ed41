using System.Net.Sockets;

namespace Tollama.Core.Errors;

/// <summary>Why a connection failed, in words for users.</summary>
internal static class SocketCauseText
{
    public static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the other side closed the connection",
        SocketError.TimedOut => "nothing came within the time",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => "its name has no address",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => "there is no way to it in the network",
        SocketError.AddressAlreadyInUse => "another program has the address",
        SocketError.AddressNotAvailable => "this machine does not have the address",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported => "this machine does not speak that kind of address",
        SocketError.AccessDenied => $"'{Environment.UserName}' may not use the address; ports below 1024 are often the administrator's",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => "too many connections are open",
        _ => $"the connection failed ({error})",
    };
}
