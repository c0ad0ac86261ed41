using LastValueRunner;
using Tollama.Runner.Sdk;

RunnerHostOptions options = new()
{
    Name = "last-value-runner",
    Version = "1.0",
    Families = [new LastValueFamily()],
    Log = Console.Error,
};
using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
await new RunnerHost(options).RunAsync(input, output, CancellationToken.None).ConfigureAwait(false);
