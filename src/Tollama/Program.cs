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
    Serve = (options, token) => DaemonEntry.ServeAsync(options, environment, token),
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
};
return await CliProgram.RunAsync(ProgramName.IsDaemon ? ["serve", .. args] : args, host, stopping.Token).ConfigureAwait(false);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}
