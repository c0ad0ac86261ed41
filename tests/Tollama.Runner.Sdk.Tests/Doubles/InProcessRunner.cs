using System.IO.Pipelines;
using Tollama.Core.Forecasting;
using Tollama.Runner.Sdk.Tests.Contract;

namespace Tollama.Runner.Sdk.Tests.Doubles;

/// <summary>A <see cref="RunnerHost"/> between two pipes.</summary>
internal static class InProcessRunner
{
    public static RunnerPeer Start(IModelFamily family) =>
        Start(new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [family] });

    public static RunnerPeer Start(RunnerHostOptions options)
    {
        Pipe requests = new(), answers = new();
        Stream output = answers.Writer.AsStream();
        Task running = Task.Run(async () =>
        {
            await new RunnerHost(options).RunAsync(requests.Reader.AsStream(), output, TestContext.Current.CancellationToken);
            await output.DisposeAsync();
        });
        return new RunnerPeer(requests.Writer.AsStream(), answers.Reader.AsStream(), running, async () =>
        {
            await requests.Writer.CompleteAsync();
            await running;
        });
    }
}
