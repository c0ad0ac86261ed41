using System.Numerics;
using CsCheck;
using Tollama.Numerics.Fourier;

namespace Tollama.Numerics.Tests.Fourier;

public sealed class FourierTests
{
    [Fact]
    public void The_transform_is_the_sum_that_defines_it() =>
        Gen.Select(Gen.Int[0, 5], Gen.Double[-5, 5].Array[64]).ForAll((power, numbers) =>
        {
            Complex[] values = [.. numbers.Take(1 << power).Select((value, index) => new Complex(value, numbers[63 - index]))];
            Complex[] transform = [.. values];
            FourierTransform.Forward(transform);
            for (int frequency = 0; frequency < values.Length; frequency++)
            {
                Complex sum = Complex.Zero;
                for (int time = 0; time < values.Length; time++)
                {
                    sum += values[time] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * time / values.Length);
                }

                (transform[frequency] - sum).Magnitude.ShouldBeLessThan(1e-10);
            }
        });

    [Fact]
    public void Autocovariances_are_the_mean_products() =>
        Gen.Double[-5, 5].Array[1, 50].ForAll(values =>
        {
            double[] covariance = Autocovariance.AtAllLags(values);
            for (int lag = 0; lag < values.Length; lag++)
            {
                covariance[lag].ShouldBe(values.Skip(lag).Zip(values, (later, earlier) => later * earlier).Sum() / values.Length, 1e-10);
            }
        });

    [Fact]
    public void Another_length_than_a_power_of_two_is_refused() => Should.Throw<ArgumentException>(() => FourierTransform.Forward(new Complex[6]));
}
