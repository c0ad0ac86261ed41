namespace Tollama.Stats;

/// <summary>The future by a fitted theta method.</summary>
internal sealed class ThetaPredictor(ThetaLine line, ClassicalDecomposition? season, double sigma) : StepPredictor
{
    public override double Mean(int step)
    {
        double value = line.At(step);
        return season?.Restore(value, line.Length + step - 1) ?? value;
    }

    public override double StandardError(int step) => sigma * Math.Sqrt(1 + ((step - 1) * line.Alpha * line.Alpha));
}
