using System.CommandLine;
using System.Text.Json;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary><c>models</c>: whole models of the released sizes beside ONNX Runtime.</summary>
internal static class ModelsCommand
{
    private const string OneModel = "--one";

    public static Command Create()
    {
        Option<string[]> only = new("--only") { Description = "The models that are measured, by name; all without it.", AllowMultipleArgumentsPerToken = true };
        Option<string?> one = new(OneModel) { Description = "The model that is measured by this process, which prints the result as JSON.", Hidden = true };
        Option<bool> quick = new("--quick") { Description = "Fewer rows, and those for a shorter time." };
        Option<int[]> threads = Numbers("--threads", "The numbers of threads."), series = Numbers("--series", "The numbers of series.");
        Option<int[]> contexts = Numbers("--contexts", "The contexts.");
        Option<bool> torch = new("--torch") { Description = "Measures libtorch too, on one thread; build with -p:Libtorch=true, on a system with the C++ library of GCC 13 or later." };
        Option<FileInfo?> output = new("--output") { Description = "Where the tables go, as bench/results/<machine>/models.md; standard output without it." };
        Command command = new("models", "Whole models of the released sizes beside ONNX Runtime.") { only, one, quick, threads, series, contexts, torch, output };
        command.SetAction(parsed =>
        {
            string[] names = parsed.GetValue(only) ?? [];
            Effort effort = parsed.GetValue(quick) ? Effort.Quick : Effort.Full;
            effort = effort with
            {
                WithTorch = parsed.GetValue(torch),
                Threads = parsed.GetValue(threads) is { Length: > 0 } ofThreads ? ofThreads : effort.Threads,
                Series = parsed.GetValue(series) is { Length: > 0 } ofSeries ? ofSeries : effort.Series,
                Contexts = parsed.GetValue(contexts) is { Length: > 0 } ofContexts ? ofContexts : effort.Contexts,
            };
            if (parsed.GetValue(one) is { } name)
            {
                ModelResult result = new ModelRun(ReleasedModels.All.Single(model => model.Name == name), effort).Measure();
                Console.Out.Write(JsonSerializer.Serialize(result, ModelResultJson.Default.ModelResult));
                return;
            }

            string[] arguments = [.. parsed.Tokens.Select(token => token.Value)];
            Write(ReleasedModels.All.Where(model => names.Length == 0 || names.Contains(model.Name)), arguments, parsed.GetValue(output));
        });
        return command;
    }

    private static void Write(IEnumerable<ReleasedModel> models, string[] arguments, FileInfo? output)
    {
        ModelsPage page = new();
        foreach (ReleasedModel model in models)
        {
            page.Add(ModelProcess.Run([.. arguments, OneModel, model.Name]));
            if (output is not null)
            {
                File.WriteAllText(output.FullName, page.ToString());
            }
        }

        if (output is null)
        {
            Console.Out.Write(page.ToString());
        }
    }

    private static Option<int[]> Numbers(string name, string what) =>
        new(name) { Description = what + " All without it.", AllowMultipleArgumentsPerToken = true };
}
