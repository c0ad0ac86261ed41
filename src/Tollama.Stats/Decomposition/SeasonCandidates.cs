using System.Numerics;
using Tollama.Numerics.Fourier;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The lags at which a series may repeat itself: the highest peaks of the autocorrelation of its differences, at several smoothings.</summary>
/// <remarks>
/// <para>
/// At a smoothing of k the differences are those of neighboring means of k values, for k = 1, 2, 3, 6, 12, 24, …. Differences do away with levels and trends. Noise that hides a season in
/// the differences of the values is averaged out in those of the means.
/// </para>
/// <para>
/// A difference of means of k values is a mean of k means of k differences, so the spectrum of the differences times |sin(k w / 2) / (k sin(w / 2))|^4, w being the frequency, is that of the
/// smoothed ones, and one transform serves all smoothings. Of white differences the smoothed ones have autocorrelations with a variance of 1.08 k / n (Bartlett's formula, for the cubic
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
    private readonly int _highest;
    private readonly WorkMeter _meter;

    private SeasonCandidates(double[] values, int highest, WorkMeter meter)
    {
        _length = values.Length;
        _highest = highest;
        _meter = meter;

        // Zeros behind the differences keep their end from meeting their start.
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * _length));
        meter.Spend(4L * size);
        _work = new Complex[size];
        _power = new double[size];
        _response = new double[size];
        _cosine = new double[size];
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
        int smoothing = 1;
        while (smoothing <= LargestSmoothing && (smoothing == 1 || smoothing * ValuesPerSmoothing <= values.Length))
        {
            candidates.Collect(smoothing);
            smoothing = smoothing < 3 ? smoothing + 1 : 2 * smoothing;
        }

        return candidates._candidates;
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

    private void Collect(int smoothing)
    {
        Respond(smoothing);
        for (int index = 0; index < _work.Length; index++)
        {
            _meter.Spend(4);
            double squared = _response[index] * _response[index];
            _work[index] = _power[index] * squared * squared;
        }

        FourierTransform.Forward(_work, _meter);
        double variance = _work[0].Real;
        if (variance > 0)
        {
            CollectPeaks(smoothing, variance);
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
    private void CollectPeaks(int smoothing, double variance)
    {
        _meter.Spend(2L * _highest);
        List<int> peaks = new(PeaksTried + 1);
        double error = smoothing == 1
            ? Significance / Math.Sqrt(_length)
            : SmoothedSignificance * Math.Sqrt(VarianceOfSmoothed * smoothing / _length);
        double least = Math.Max(SmallestCorrelation, error) * variance;
        for (int lag = Math.Max(2, 2 * smoothing); lag <= _highest && lag + 1 < _length - 1; lag++)
        {
            double here = _work[lag].Real;
            if (here > least && here >= _work[lag - 1].Real && here >= _work[lag + 1].Real)
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
        while (place > 0 && _work[peaks[place - 1]].Real < _work[lag].Real)
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
