namespace Tollama.Stats;

/// <summary>A form with its estimated parameters.</summary>
/// <param name="Form">The form.</param>
/// <param name="Point">The parameters as a search sees them.</param>
/// <param name="SquaredErrors">The least sum of squared innovations found.</param>
/// <param name="Count">How many values there are.</param>
internal sealed record TbatsFit(TbatsForm Form, double[] Point, double SquaredErrors, int Count)
{
    /// <summary>The Gaussian log-likelihood, the initial states given.</summary>
    public double LogLikelihood => -0.5 * Count * (Math.Log(2 * Math.PI * SquaredErrors / Count) + 1);

    /// <summary>Akaike's information criterion; infinite when there are too few values.</summary>
    public double Aic => Count - Form.Estimated - 1 > 0 ? (-2 * LogLikelihood) + (2 * Form.Estimated) : double.PositiveInfinity;

    /// <summary>The same corrected for short series (Hurvich and Tsai, Biometrika 76, 1989).</summary>
    public double Aicc => Aic + (2.0 * Form.Estimated * (Form.Estimated + 1) / Math.Max(1, Count - Form.Estimated - 1));
}
