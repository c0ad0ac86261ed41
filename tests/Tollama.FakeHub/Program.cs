using System.Runtime.InteropServices;
using Tollama.FakeHub;

// A hub to try things on by hand and to measure with: prints where it is, and serves until its standard input ends or it is told to stop.
ProgramArguments arguments = ProgramArguments.Parse(args);
await using HubServer hub = await HubServer.StartAsync(arguments.Options);
arguments.Fill(hub);
if (arguments.AuthorityFile is { } file)
{
    await File.WriteAllTextAsync(file, hub.CertificateAuthorityPem);
}

TaskCompletionSource stop = new();
using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
await Console.Out.WriteLineAsync(hub.Endpoint.GetLeftPart(UriPartial.Authority));
await Task.WhenAny(stop.Task, Console.OpenStandardInput().CopyToAsync(Stream.Null));

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}
