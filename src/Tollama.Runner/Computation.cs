using System.Globalization;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Numerics.Kernels;

namespace Tollama.Runner;

/// <summary>What this process computes with: instruction set and threads.</summary>
internal sealed class Computation
{
    private readonly Lazy<string?> _fault;

    private Computation(bool areChosen) => _fault = new Lazy<string?>(() => FaultOf(areChosen));

    /// <summary>Chooses both by the environment; says on <paramref name="errors"/> what is wrong and returns <see langword="null"/>.</summary>
    /// <remarks>The kernels are only chosen here: a runner without neural networks pays nothing for them.</remarks>
    public static Computation? Configure(TollamaEnvironment environment, TextWriter errors)
    {
        string? kernels = environment.Get("TOLLAMA_KERNEL");
        return UseKernels(kernels, errors) && UseThreads(environment.Get("TOLLAMA_NUM_THREADS"), errors) ? new Computation(kernels is not null) : null;
    }

    /// <summary>Tests the kernels, the first time that it is called.</summary>
    /// <exception cref="TollamaException">They do not compute what they should.</exception>
    public void RequireSoundKernels()
    {
        if (_fault.Value is { } fault)
        {
            throw new TollamaException(ErrorCode.RunnerFailed, fault);
        }
    }

    private static bool UseKernels(string? name, TextWriter errors)
    {
        if (name is null)
        {
            return true;
        }

        try
        {
            KernelSet.Use(KernelSet.Select(name));
            return true;
        }
        catch (ArgumentException exception)
        {
            errors.WriteLine($"TOLLAMA_KERNEL: {exception.Message}");
            return false;
        }
    }

    private static bool UseThreads(string? threads, TextWriter errors)
    {
        if (threads is null)
        {
            return true;
        }

        if (!int.TryParse(threads, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
        {
            errors.WriteLine($"TOLLAMA_NUM_THREADS: '{threads}' is no number of threads; it is at least 1.");
            return false;
        }

        Workers.Use(new Workers(count));
        return true;
    }

    private static string? FaultOf(bool areChosen)
    {
        try
        {
            KernelSelfTest.Run(KernelSet.Current, areChosen);
            return null;
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }
}
