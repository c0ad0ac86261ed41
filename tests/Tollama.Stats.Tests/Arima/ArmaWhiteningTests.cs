using CsCheck;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Arima;

public sealed class ArmaWhiteningTests
{
    private static readonly Gen<(ArimaOrder Order, double[] Parameters)> Models =
        from p in Gen.Int[0, 3]
        from q in Gen.Int[0, 3]
        from seasonalP in Gen.Int[0, 2]
        from seasonalQ in Gen.Int[0, 2]
        from season in Gen.Int[2, 7]
        from parameters in Gen.Double[-1.2, 1.2].Array[p + q + seasonalP + seasonalQ]
        select (new ArimaOrder(p, 0, q, seasonalP, 0, seasonalQ, season), parameters);

    [Fact]
    public void The_likelihood_is_that_of_the_covariance_matrix() =>
        Gen.Select(Models, Gen.Double[-2, 2].Array[1, 60]).ForAll(
            (model, values) =>
            {
                double[][] identity = [.. values.Select((_, row) => values.Select((_, column) => row == column ? 1.0 : 0).ToArray())];
                ShouldBeClose(Fast(model, values), Dense(model, values, identity));
            },
            cases: 60);

    [Fact]
    public void The_filter_that_can_pass_over_gaps_finds_the_same() =>
        Gen.Select(Models, Gen.Double[-2, 2].Array[1, 60]).ForAll(
            (model, values) => ShouldBeClose(Gaps(model, values, Array.ConvertAll(values, _ => true)), Fast(model, values)), cases: 60);

    [Fact]
    public void Missing_values_are_integrated_out() =>
        Gen.Select(Models, Gen.Double[-2, 2].Array[30], Gen.Bool.Array[30]).Where((_, _, observed) => observed.Any(seen => seen)).ForAll(
            (model, values, observed) =>
            {
                int[] seen = [.. Enumerable.Range(0, 30).Where(index => observed[index])];
                double[][] chosen = [.. seen.Select(row => Enumerable.Range(0, 30).Select(column => row == column ? 1.0 : 0).ToArray())];
                ShouldBeClose(Gaps(model, values, observed), Dense(model, [.. seen.Select(index => values[index])], chosen));
            },
            cases: 60);

    [Fact]
    public void Missing_values_of_a_process_with_a_unit_root_are_integrated_out() =>
        Gen.Select(Models, Gen.Double[-2, 2].Array[25], Gen.Bool.Array[25]).ForAll(
            (model, values, observed) =>
            {
                observed[0] = observed[20] = true;
                int[] seen = [.. Enumerable.Range(0, 25).Where(index => observed[index])];

                // From one observed value to the next: the sum of the differences between them.
                double[] steps = [.. seen.Zip(seen.Skip(1), (from, to) => values[to] - values[from])];
                double[][] sums = [.. seen.Zip(seen.Skip(1), (from, to) =>
                    Enumerable.Range(0, 24).Select(index => index >= from && index < to ? 1.0 : 0).ToArray())];
                ShouldBeClose(
                    Gaps((model.Order with { D = 1 }, model.Parameters), values, observed), Dense(model, steps, sums));
            },
            cases: 60);

    [Fact]
    public void A_gap_at_the_very_beginning_of_a_process_with_unit_roots_costs_nothing()
    {
        (ArimaOrder Order, double[] Parameters) model = (new ArimaOrder(1, 2, 1, 0, 0, 0, 1), [0.4, -0.3]);
        double[] values = [1, 3, 2, 5, 4, 4, 7, 9, 8, 11, 10];
        bool[] observed = Array.ConvertAll(values, _ => true);
        observed[1] = false;
        double[] differenced = Differencing.Apply(values, 2, 0, 1, WorkMeter.Endless());

        // The combination of the first second differences that leaves out value 1: w(0) + 2 w(1) = y(0) - 3 y(2) + 2 y(3).
        double[][] combinations =
        [
            [1, 2, 0, 0, 0, 0, 0, 0, 0],
            .. Enumerable.Range(2, 7).Select(row => Enumerable.Range(0, 9).Select(column => row == column ? 1.0 : 0).ToArray()),
        ];
        double[] combined = [.. combinations.Select(row => row.Zip(differenced, (weight, value) => weight * value).Sum())];
        double expected = Dense((model.Order with { D = 0 }, model.Parameters), combined, combinations);

        // The scale of the first combination is arbitrary; both leave it out of the comparison by a second set of parameters.
        double[] other = [0.1, 0.5];
        double otherExpected = Dense((model.Order with { D = 0 }, other), combined, combinations);
        (Gaps(model, values, observed) - Gaps((model.Order, other), values, observed)).ShouldBe(expected - otherExpected, 1e-5);
    }

    [Fact]
    public void A_long_series_settles_without_losing_the_likelihood()
    {
        (ArimaOrder Order, double[] Parameters) model = (new ArimaOrder(1, 0, 2, 0, 0, 0, 1), [0.8, 0.4, -0.2]);
        double[] values = [.. Enumerable.Range(0, 400).Select(index => Math.Sin(index * index))];
        ShouldBeClose(Fast(model, values), Gaps(model, values, Array.ConvertAll(values, _ => true)));
    }

    [Fact]
    public void A_process_on_the_edge_of_stationarity_is_refused()
    {
        ArmaPolynomials arma = new(1, 1);
        arma.Set(new ArimaOrder(1, 0, 0, 0, 0, 0, 1), [1]);
        new ArmaWhitening(1, 1, WorkMeter.Endless()).TryWhiten(arma, [[1, 2]], [new double[2]], 1, 2, out _).ShouldBeFalse();
    }

    private static void ShouldBeClose(double actual, double expected) => actual.ShouldBe(expected, 1e-7 * (1 + Math.Abs(expected)));

    private static double Dense((ArimaOrder Order, double[] Parameters) model, double[] values, double[][] combinations)
    {
        ArmaPolynomials arma = Polynomials(model);
        double[] autocovariances = DenseNormal.Autocovariances(
            arma.Ar[..arma.ArLength], arma.Ma[..arma.MaLength], combinations.Length == 0 ? 1 : combinations[0].Length);
        return DenseNormal.LogDensity(values, combinations, autocovariances);
    }

    private static double Fast((ArimaOrder Order, double[] Parameters) model, double[] values)
    {
        double[] whitened = new double[values.Length];
        ArmaPolynomials arma = Polynomials(model);
        new ArmaWhitening(Longest(model.Order), 1, WorkMeter.Endless())
            .TryWhiten(arma, [values], [whitened], 1, values.Length, out double logDeterminant).ShouldBeTrue();
        return LogDensity(whitened, values.Length, logDeterminant);
    }

    private static double Gaps((ArimaOrder Order, double[] Parameters) model, double[] values, bool[] observed)
    {
        ArimaData data = ArimaData.From(values, observed, [], model.Order.D, model.Order.SeasonalD, model.Order.Season, WorkMeter.Endless());
        double[] whitened = new double[values.Length];
        new GapWhitening(data, WorkMeter.Endless()).TryWhiten(Polynomials(model), [values], [whitened], 1, out double logDeterminant).ShouldBeTrue();
        return LogDensity(whitened, data.Count, logDeterminant);
    }

    private static double LogDensity(double[] whitened, int count, double logDeterminant) =>
        -0.5 * ((count * Math.Log(2 * Math.PI)) + logDeterminant + whitened.Sum(value => value * value));

    private static ArmaPolynomials Polynomials((ArimaOrder Order, double[] Parameters) model)
    {
        ArmaPolynomials arma = new(Longest(model.Order), model.Parameters.Length);
        arma.SetUnconstrained(model.Order, model.Parameters);
        return arma;
    }

    private static int Longest(ArimaOrder order) => Math.Max(1, Math.Max(order.ArLength, order.MaLength));
}
