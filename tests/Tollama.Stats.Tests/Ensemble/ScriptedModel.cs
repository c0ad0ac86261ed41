using Tollama.Core.Errors;

namespace Tollama.Stats.Tests.Ensemble;

/// <summary>A method that forecasts what a test says, from the number of values that it was given and the step.</summary>
internal sealed class ScriptedModel(string name, Func<History, int, double> mean, double standardError = 0) : UnivariateModel
{
    public override string Name => name;

    /// <summary>A method that fails whenever the history has a length that the test names; always, when it names none.</summary>
    public static ScriptedModel Failing(string name, params int[] lengths) => new(
        name,
        (history, _) => lengths.Length == 0 || lengths.Contains(history.Values.Length)
            ? throw new TollamaException(ErrorCode.SeriesNotForecastable, "This is how it fails.", "It cannot be helped.")
            : history.Values[^1]);

    /// <summary>The step after the history is told when fitting, so that a scripted failure happens there.</summary>
    protected internal override Predictor FitCore(History history, CancellationToken cancellationToken)
    {
        double first = mean(history, 1);
        double[] fitted = new double[history.Values.Length];
        Array.Fill(fitted, first);
        fitted[0] = double.NaN;
        return new Scripted(step => mean(history, step), standardError) { Fitted = fitted, Method = name };
    }

    private sealed class Scripted(Func<int, double> mean, double standardError) : StepPredictor
    {
        public override double Mean(int step) => mean(step);

        public override double StandardError(int step) => standardError;
    }
}
