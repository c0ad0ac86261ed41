using System.Runtime.InteropServices;
using Tollama;
using Tollama.Cli;
using Tollama.Cli.Background;
using Tollama.Cli.Terminal;
using Tollama.Core.Configuration;

using CancellationTokenSource stopping = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

TollamaEnvironment environment = TollamaEnvironment.FromProcess();
CliHost host = new()
{
    Environment = environment,
    Terminal = new SystemTerminal(environment),
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
    Serve = (options, token) => DaemonEntry.ServeAsync(options, environment, token),
};
return await CliProgram.RunAsync(ProgramName.Arguments(Environment.ProcessPath, args), host, stopping.Token).ConfigureAwait(false);

void Stop(PosixSignalContext context)
{
    // The first signal ends the work in order, the second one ends the process.
    context.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
}
