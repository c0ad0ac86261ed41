using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tollama.FakeRunner;

// A runner that does what a test asks it to do, in particular everything that a runner should not do.
Script script = new(args);
using TcpClient beacon = new();
if (script.BeaconPort is { } port)
{
    await beacon.ConnectAsync(IPAddress.Loopback, port);
}

if (script.IsChild)
{
    await Task.Delay(Timeout.Infinite);
}

if (script.HasChild || script.HasStray)
{
    string[] command = [Environment.ProcessPath!, "--wait", $"--beacon={script.BeaconPort}"];
    command = script.HasStray ? ["setsid", "--fork", .. command] : command;
    Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardInput = true });
}

using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = script.IgnoresTerm);
Journal journal = new(script.Journal);
Output output = new();
await new Loop(script, output, journal).RunAsync();
