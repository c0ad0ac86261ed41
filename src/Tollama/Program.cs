<<<<<<< HEAD
using System.Runtime.InteropServices;
=======
>>>>>>> cli
using Tollama;
using Tollama.Cli;
using Tollama.Cli.Background;
using Tollama.Cli.Terminal;
using Tollama.Core.Configuration;

<<<<<<< HEAD
using CancellationTokenSource stopping = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

TollamaEnvironment environment = TollamaEnvironment.FromProcess();
=======
TollamaEnvironment environment = TollamaEnvironment.FromProcess();
using CancellationTokenSource interruption = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the work in order, the second one ends the process.
    pressed.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
};

>>>>>>> cli
CliHost host = new()
{
    Environment = environment,
    Terminal = new SystemTerminal(environment),
<<<<<<< HEAD
    Serve = (options, token) => DaemonEntry.ServeAsync(options, environment, token),
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
};
return await CliProgram.RunAsync(ProgramName.IsDaemon ? ["serve", .. args] : args, host, stopping.Token).ConfigureAwait(false);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stopping.Cancel();
}
=======
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
    Serve = DaemonEntry.RunAsync,
};
return await CliProgram.RunAsync(ProgramName.Arguments(Environment.ProcessPath, args), host, interruption.Token).ConfigureAwait(false);
>>>>>>> cli
