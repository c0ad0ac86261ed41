using System.Numerics;
using Tollama.Numerics.Fourier;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The lags at which a series may repeat itself: the highest peaks of the autocorrelation of its differences, at several smoothings.</summary>
/// <remarks>
/// <para>
/// At a smoothing of k the differences are those of neighboring means of k values, for k = 1, 2, 3, 6, 12, 24, …. Differences do away
/// with levels and trends. Noise that hides a season in
/// the differences of the values is averaged out in those of the means.
/// </para>
/// <para>
/// A difference of means of k values is a mean of k means of k differences, so the spectrum of the differences times |sin(k w / 2) / (k
/// sin(w / 2))|^4, w being the frequency, is that of the
/// smoothed ones, and one transform serves all smoothings. Of white differences the smoothed ones have autocorrelations with a variance
/// of 1.08 k / n (Bartlett's formula, for the cubic
/// spline that their autocorrelation is).
/// </para>
/// </remarks>
internal sealed class SeasonCandidates
{
    // Values for one value of the smoothing: fewer say nothing of a season.
    private const int ValuesPerSmoothing = 32;
    private const int LargestSmoothing = 768;
    private const int PeaksTried = 6;
    private const int OperationsPerPeak = 60;
    private const double SmallestCorrelation = 0.2;

    // So many standard errors above 0 at least; the highest of many is looked at. Smoothed random walks have the higher peaks.
    private const double Significance = 3;
    private const double SmoothedSignificance = 5;
    private const double VarianceOfSmoothed = 1.08;

    private readonly List<SeasonCandidate> _candidates = [];
    private readonly Complex[] _work;
    private readonly double[] _power;
    private readonly double[] _response;
    private readonly double[] _cosine;
    private readonly int _length;
    private readonly double[] _covariance;
    private readonly WorkMeter _meter;

    private SeasonCandidates(double[] values, int highest, WorkMeter meter)
    {
        _length = values.Length;
        _meter = meter;

        // Zeros behind the differences keep their end from meeting their start.
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * _length));
        meter.Spend(size);
        _work = new Complex[size];
        _power = new double[size];
        _response = new double[size];
        _cosine = new double[size];
        _covariance = new double[Math.Min(highest + 2, _length - 1)];
        Transform(values);
    }

    /// <summary>The lags, those that need the least smoothing first.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="highest">The highest lag to look at.</param>
    /// <param name="meter">Counts the work.</param>
    public static IReadOnlyList<SeasonCandidate> Of(double[] values, int highest, WorkMeter meter)
    {
        if (highest < 2 || values.Length < 4)
        {
            return [];
        }

        SeasonCandidates candidates = new(values, highest, meter);
        int[] smoothings = [.. Smoothings(values.Length)];
        for (int index = 0; index < smoothings.Length; index += 2)
        {
            candidates.Collect(smoothings.AsSpan(index, Math.Min(2, smoothings.Length - index)));
        }

        return candidates._candidates;
    }

    private static IEnumerable<int> Smoothings(int length)
    {
        yield return 1;
        for (int smoothing = 2; smoothing <= LargestSmoothing && smoothing * ValuesPerSmoothing <= length; smoothing = smoothing < 3 ? smoothing + 1 : 2 * smoothing)
        {
            yield return smoothing;
        }
    }

    private void Transform(double[] values)
    {
        double mean = (values[^1] - values[0]) / (values.Length - 1);
        for (int index = 0; index + 1 < values.Length; index++)
        {
            _work[index] = values[index + 1] - values[index] - mean;
        }

        FourierTransform.Forward(_work, _meter);
        for (int index = 0; index < _power.Length; index++)
        {
            _meter.Spend(4);
            (double real, double imaginary) = (_work[index].Real, _work[index].Imaginary);
            _power[index] = (real * real) + (imaginary * imaginary);
        }
    }

    // The transform of a power spectrum is real, so one transform has the autocorrelations of two smoothings: its real and its imaginary
    // part.
    private void Collect(ReadOnlySpan<int> pair)
    {
        for (int part = 0; part < pair.Length; part++)
        {
            Respond(pair[part]);
            for (int index = 0; index < _work.Length; index++)
            {
                _meter.Spend(4);
                double squared = _response[index] * _response[index];
                double power = _power[index] * squared * squared;
                _work[index] = part == 0 ? power : new Complex(_work[index].Real, power);
            }
        }

        FourierTransform.Forward(_work, _meter);
        for (int part = 0; part < pair.Length; part++)
        {
            for (int lag = 0; lag < _covariance.Length; lag++)
            {
                _meter.Spend(2);
                _covariance[lag] = part == 0 ? _work[lag].Real : _work[lag].Imaginary;
            }

            if (_covariance[0] > 0)
            {
                CollectPeaks(pair[part]);
            }
        }
    }

    // sin(k u) / (k sin u) at u = half the frequency, from the smoothing before: twice the smoothing multiplies it by cos(k u).
    private void Respond(int smoothing)
    {
        for (int index = 0; index < _response.Length; index++)
        {
            if (smoothing <= 3)
            {
                _meter.Spend(20);
                double cosine = Math.Cos(Math.PI * index / _response.Length);
                _response[index] = smoothing switch { 1 => 1, 2 => cosine, _ => ((4 * cosine * cosine) - 1) / 3 };
                _cosine[index] = cosine * ((4 * cosine * cosine) - 3);
            }
            else
            {
                _meter.Spend(4);
                _response[index] *= _cosine[index];
                _cosine[index] = (2 * _cosine[index] * _cosine[index]) - 1;
            }
        }
    }

    // The lags of the highest local maxima that a finer smoothing did not show.
    private void CollectPeaks(int smoothing)
    {
        _meter.Spend(2L * _covariance.Length);
        List<int> peaks = new(PeaksTried + 1);
        double error = smoothing == 1
            ? Significance / Math.Sqrt(_length)
            : SmoothedSignificance * Math.Sqrt(VarianceOfSmoothed * smoothing / _length);
        double least = Math.Max(SmallestCorrelation, error) * _covariance[0];
        for (int lag = Math.Max(2, 2 * smoothing); lag + 1 < _covariance.Length; lag++)
        {
            double here = _covariance[lag];
            if (here > least && here >= _covariance[lag - 1] && here >= _covariance[lag + 1])
            {
                _meter.Spend(OperationsPerPeak);
                Keep(peaks, lag);
            }
        }

        foreach (int lag in peaks)
        {
            if (!_candidates.Exists(known => Math.Abs(known.Lag - lag) <= smoothing / 4))
            {
                _candidates.Add(new SeasonCandidate(lag, smoothing));
            }
        }
    }

    // Behind those as high: of two equals the shorter lag is first.
    private void Keep(List<int> peaks, int lag)
    {
        int place = peaks.Count;
        while (place > 0 && _covariance[peaks[place - 1]] < _covariance[lag])
        {
            place--;
        }

        if (place < PeaksTried)
        {
            peaks.Insert(place, lag);
            peaks.RemoveRange(Math.Min(PeaksTried, peaks.Count), Math.Max(0, peaks.Count - PeaksTried));
        }
    }
}
