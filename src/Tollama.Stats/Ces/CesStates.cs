using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// The states of complex exponential smoothing: a level and a potential, and a pair of them for each position in a season.
/// </summary>
internal sealed class CesStates(int seasonLength)
{
    private const int OperationsPerValue = 10;

    private readonly double[] _levels = new double[seasonLength];
    private readonly double[] _potentials = new double[seasonLength];
    private double _level;
    private double _potential;

    /// <summary>The number of positions in a season; 1 without.</summary>
    public int SeasonLength => seasonLength;

    /// <summary>A copy that goes its own way.</summary>
    public CesStates Copy()
    {
        CesStates copy = new(seasonLength);
        copy.Start(this);
        return copy;
    }

    /// <summary>Takes over the states of another.</summary>
    public void Start(CesStates other)
    {
        (_level, _potential) = (other._level, other._potential);
        other._levels.CopyTo(_levels, 0);
        other._potentials.CopyTo(_potentials, 0);
    }

    /// <summary>Sets the level and the season, with the potentials at which they would rest.</summary>
    /// <param name="level">The level.</param>
    /// <param name="season">One value a position.</param>
    public void Set(double level, ReadOnlySpan<double> season)
    {
        (_level, _potential) = (level, level);
        season.CopyTo(_levels);
        season.CopyTo(_potentials);
    }

    /// <summary>Runs over a series, forwards or backwards; the states after the end of one direction are where the other begins.</summary>
    /// <param name="values">The series.</param>
    /// <param name="level">How the level moves.</param>
    /// <param name="season">How the season moves.</param>
    /// <param name="forward">The direction.</param>
    /// <param name="fitted">Receives the one-step forecasts; empty when they are not wanted.</param>
    /// <param name="meter">Counts the work.</param>
    /// <returns>The sum of squared errors.</returns>
    public double Run(ReadOnlySpan<double> values, in CesPair level, in CesPair season, bool forward, Span<double> fitted, WorkMeter meter)
    {
        double sum = 0;
        int direction = forward ? 1 : -1;
        int index = forward ? 0 : values.Length - 1;
        int position = index % seasonLength;
        (double first, double second) = (_level, _potential);
        double[] levels = _levels, potentials = _potentials;
        for (int left = values.Length; left > 0; left -= WorkMeter.Portion)
        {
            int portion = Math.Min(WorkMeter.Portion, left);
            meter.Spend((long)OperationsPerValue * portion);
            for (int count = 0; count < portion; count++)
            {
                double seasonFirst = levels[position], seasonSecond = potentials[position];
                double forecast = first + seasonFirst;
                double error = values[index] - forecast;
                sum += error * error;
                if (!fitted.IsEmpty)
                {
                    fitted[index] = forecast;
                }

                (first, second) = (
                    first - (level.Pull * second) + (level.LevelGain * error),
                    first + (level.Keep * second) + (level.PotentialGain * error));
                levels[position] = seasonFirst - (season.Pull * seasonSecond) + (season.LevelGain * error);
                potentials[position] = seasonFirst + (season.Keep * seasonSecond) + (season.PotentialGain * error);
                index += direction;
                position += direction;
                position = position == seasonLength ? 0 : position < 0 ? seasonLength - 1 : position;
            }
        }

        (_level, _potential) = (first, second);
        return sum;
    }

    /// <summary>Moves on by one step into the future.</summary>
    /// <param name="position">The step's position in the season.</param>
    /// <param name="error">How far the value is from its forecast.</param>
    /// <param name="level">How the level moves.</param>
    /// <param name="season">How the season moves.</param>
    /// <returns>The forecast of the step.</returns>
    public double Step(int position, double error, in CesPair level, in CesPair season)
    {
        double seasonFirst = _levels[position], seasonSecond = _potentials[position];
        double forecast = _level + seasonFirst;
        (_level, _potential) = (
            _level - (level.Pull * _potential) + (level.LevelGain * error),
            _level + (level.Keep * _potential) + (level.PotentialGain * error));
        _levels[position] = seasonFirst - (season.Pull * seasonSecond) + (season.LevelGain * error);
        _potentials[position] = seasonFirst + (season.Keep * seasonSecond) + (season.PotentialGain * error);
        return forecast;
    }
}
