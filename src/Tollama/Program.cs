using Tollama;
using Tollama.Cli;
using Tollama.Cli.Background;
using Tollama.Cli.Terminal;
using Tollama.Core.Configuration;

TollamaEnvironment environment = TollamaEnvironment.FromProcess();
using CancellationTokenSource interruption = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the work in order, the second one ends the process.
    pressed.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
};

CliHost host = new()
{
    Environment = environment,
    Terminal = new SystemTerminal(environment),
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
    Serve = DaemonEntry.RunAsync,
};
return await CliProgram.RunAsync(ProgramName.Arguments(Environment.ProcessPath, args), host, interruption.Token).ConfigureAwait(false);
