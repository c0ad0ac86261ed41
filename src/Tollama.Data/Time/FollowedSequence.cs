using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The points of a clock that runs late: where stamps were observed those, between and after them the mean step.</summary>
/// <param name="places">The places of the stamps, ascending.</param>
/// <param name="numbers">Their numbers, ascending from 0.</param>
/// <param name="step">The mean step.</param>
internal sealed class FollowedSequence(long[] places, long[] numbers, long step) : StepSequence
{
    public override long At(long number)
    {
        int index = Array.BinarySearch(numbers, number);
        if (index >= 0)
        {
            return places[index];
        }

        int next = ~index;
        return next == 0 ? checked(places[0] + (number * step))
            : next == numbers.Length ? checked(places[^1] + ((number - numbers[^1]) * step))
            : Between(next, number);
    }

    public override long Floor(long ticks)
    {
        int index = Array.BinarySearch(places, ticks);
        int next = index >= 0 ? index : ~index;
        long guess = index >= 0 ? numbers[index]
            : next == 0 ? (long)Math.Floor((double)(ticks - places[0]) / step)
            : numbers[next - 1] + ((ticks - places[next - 1]) / step);
        return index >= 0 ? guess : Settle(ticks, guess);
    }

    private long Between(int next, long number)
    {
        long distance = places[next] - places[next - 1];
        return places[next - 1] + (long)((Int128)distance * (number - numbers[next - 1]) / (numbers[next] - numbers[next - 1]));
    }
}
