using Tollama;
using Tollama.Cli;
using Tollama.Cli.Background;
using Tollama.Cli.Terminal;
using Tollama.Core.Configuration;
using Tollama.Daemon.Hosting;

using StopSignals signals = new();
TollamaEnvironment environment = TollamaEnvironment.FromProcess();
CliHost host = new()
{
    Environment = environment,
    Terminal = new SystemTerminal(environment),
    Launcher = new BackgroundDaemonLauncher(DaemonProgram.Find(Environment.ProcessPath, AppContext.BaseDirectory), environment, TimeProvider.System),
    Tables = new AnswerTables(),
    SettingFaults = DaemonHost.SettingFaults,
    Serve = (options, token) => DaemonEntry.ServeAsync(options, environment, token),
};
return await CliProgram.RunAsync(ProgramName.Arguments(Environment.ProcessPath, args), host, signals.Stopping).ConfigureAwait(false);
