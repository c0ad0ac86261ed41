namespace Tollama.Testing;

/// <summary>
/// How the work of a program grows with what it is given: counted in bytes that it takes, not in seconds, so that the answer is the same on every machine.
/// </summary>
public static class Growth
{
    /// <summary>Four times the input may take so many times the bytes: 4 is linear, 16 is quadratic; between them there is room for a list that was just doubled.</summary>
    private const double MostFold = 6;

    /// <summary>What the same work may differ by, in bytes: a buffer of a pool that is made now or was made before.</summary>
    private const long Slack = 64 * 1024;

    /// <summary>What is wrong with the growth of a work; <see langword="null"/> when four times the input takes about four times the bytes.</summary>
    /// <param name="count">How large the smallest input is.</param>
    /// <param name="prepare">Makes an input of a size; is not counted.</param>
    /// <param name="work">The work.</param>
    public static string? FaultOf<T>(int count, Func<int, T> prepare, Action<T> work)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(work);
        T[] inputs = [prepare(count), prepare(2 * count), prepare(4 * count)];
        foreach (T input in inputs)
        {
            work(input);
        }

        long[] bytes = Array.ConvertAll(inputs, input => BytesOf(() => work(input)));
        return bytes[2] <= (MostFold * bytes[0]) + Slack
            ? null
            : $"{count}, {2 * count} and {4 * count} take {bytes[0]}, {bytes[1]} and {bytes[2]} bytes: more than {MostFold} times for four times as many";
    }

    private static long BytesOf(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
