using System.Diagnostics;
using System.Text.Json;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>Measures a model in a process of its own, as a runner has it: what earlier models left of memory and of compiled code is not its.</summary>
internal static class ModelProcess
{
    /// <summary>Starts this program again and reads what it measured; what it tells meanwhile goes to standard error.</summary>
    /// <param name="arguments">What the program is to do: it prints one result.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ModelResult Run(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(ModelProcess).Assembly.Location, .. arguments] : arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string json = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize(json, ModelResultJson.Default.ModelResult)!
            : throw new InvalidOperationException($"The process of a model ended with {process.ExitCode}.");
    }
}
