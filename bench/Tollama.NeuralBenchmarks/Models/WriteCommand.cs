using System.CommandLine;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary><c>write</c>: the files of a released size with random weights, for programs that load models from folders.</summary>
internal static class WriteCommand
{
    public static Command Create()
    {
        Argument<string> name = new("model") { Description = "One of " + string.Join(", ", ReleasedModels.All.Select(model => model.Name)) + "." };
        name.AcceptOnlyFromAmong([.. ReleasedModels.All.Select(model => model.Name)]);
        Argument<DirectoryInfo> folder = new("folder") { Description = "Where its files go; it is made if there is none." };
        Command command = new("write", "Writes a model of a released size with random weights.") { name, folder };
        command.SetAction(parsed =>
        {
            DirectoryInfo target = Directory.CreateDirectory(parsed.GetRequiredValue(folder).FullName);
            WeightsFile weights = ReleasedModels.All.Single(model => model.Name == parsed.GetRequiredValue(name)).Write(target.FullName);
            Console.Out.WriteLine(FormattableString.Invariant($"{weights.Name}: {weights.Length} bytes"));
        });
        return command;
    }
}
