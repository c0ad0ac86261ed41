using System.Globalization;
using Tollama.Core.Configuration;
using Tollama.Numerics.Kernels;

namespace Tollama.Runner;

/// <summary>What this process computes with: instruction set and threads.</summary>
internal static class Computation
{
    /// <summary>Chooses both by the environment; says on <paramref name="errors"/> what is wrong and returns false.</summary>
    public static bool Configure(TollamaEnvironment environment, TextWriter errors)
    {
        string? name = environment.Get("TOLLAMA_KERNEL");
        try
        {
            KernelSet kernels = KernelSet.Select(name);
            KernelSelfTest.Run(kernels, areChosen: name is not null);
            KernelSet.Use(kernels);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            errors.WriteLine($"TOLLAMA_KERNEL: {exception.Message}");
            return false;
        }

        if (environment.Get("TOLLAMA_NUM_THREADS") is string threads)
        {
            if (!int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
            {
                errors.WriteLine($"TOLLAMA_NUM_THREADS: '{threads}' is no number of threads; it is at least 1.");
                return false;
            }

            Workers.Use(new Workers(count));
        }

        return true;
    }
}
