using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>The transformation of Box and Cox: powers, with the logarithm between them.</summary>
/// <remarks>
/// Box and Cox, An analysis of transformations, Journal of the Royal Statistical Society B 26 (1964): log(y) for lambda 0, else (y^lambda -
/// 1) / lambda. For a positive lambda, values below 0 are transformed by sign(y) |y|^lambda in place of the power (Bickel and Doksum,
/// 1981), as R's <c>BoxCox</c> does.
/// </remarks>
public readonly record struct BoxCox
{
    /// <summary>The lowest lambda that an automatic choice considers, and the lowest that is accepted.</summary>
    /// <value>-1.</value>
    public const double LowestLambda = -1;

    /// <summary>The highest lambda that an automatic choice considers, and the highest that is accepted.</summary>
    /// <value>2.</value>
    public const double HighestLambda = 2;

    private const double Logarithmic = 1e-8;

    /// <summary>Creates the transformation.</summary>
    /// <param name="lambda">The power, from -1 to 2; 0 for the logarithm, 1 for no more than a shift by 1.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: lambda is out of range.</exception>
    public BoxCox(double lambda)
    {
        Lambda = lambda is >= LowestLambda and <= HighestLambda ? lambda : throw new TollamaException(
            ErrorCode.InvalidRequest,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A Box-Cox lambda of {lambda} is not possible."),
            "Give a number from -1 to 2; 0 is the logarithm.");
    }

    /// <summary>The power.</summary>
    public double Lambda { get; }

    /// <summary>Whether a value can be transformed: any for a positive lambda, else those above 0.</summary>
    /// <param name="value">The value.</param>
    public bool Accepts(double value) => value > 0 || Lambda > Logarithmic;

    /// <summary>The transformed value.</summary>
    /// <param name="value">One that is accepted.</param>
    public double Transform(double value) => Math.Abs(Lambda) <= Logarithmic
        ? Math.Log(value)
        : (Math.CopySign(Math.Pow(Math.Abs(value), Lambda), value) - 1) / Lambda;

    /// <summary>The value that was transformed.</summary>
    /// <param name="transformed">Any number.</param>
    /// <param name="limit">
    /// The largest result; above 0. For a lambda below 0 numbers from -1/lambda on have no original, and near it the original grows without
    /// bound: those give the limit.
    /// </param>
    public double Invert(double transformed, double limit = double.PositiveInfinity)
    {
        if (Math.Abs(Lambda) <= Logarithmic)
        {
            return Math.Min(Math.Exp(transformed), limit);
        }

        double power = (Lambda * transformed) + 1;
        if (Lambda < 0 && power <= 0)
        {
            return limit;
        }

        return Math.Min(Math.CopySign(Math.Pow(Math.Abs(power), 1 / Lambda), power), limit);
    }
}
