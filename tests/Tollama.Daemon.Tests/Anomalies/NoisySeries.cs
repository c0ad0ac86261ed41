namespace Tollama.Daemon.Tests.Anomalies;

/// <summary>Generated series of a kind, clean or with anomalies whose positions are known.</summary>
internal sealed class NoisySeries
{
    /// <summary>The kinds.</summary>
    public static readonly string[] Kinds = ["noise", "trend", "ar", "walk", "week", "year", "product", "t4", "t3-week", "laplace", "counts", "sparse"];

    private readonly Random _random;

    private NoisySeries(string kind, int length, int seed)
    {
        _random = new Random(seed);
        Kind = kind;
        Values = new double[length];
        Deviations = new double[length];
        double state = 0;
        for (int place = 0; place < length; place++)
        {
            (Values[place], Deviations[place], state) = Next(place, state);
        }
    }

    public string Kind { get; }

    public double[] Values { get; }

    /// <summary>The standard deviation of the noise at each value.</summary>
    public double[] Deviations { get; }

    /// <summary>The positions of the anomalies.</summary>
    public List<int> Anomalies { get; } = [];

    public int Season => Kind switch { "week" or "t3-week" => 7, "year" or "product" => 12, _ => 1 };

    public static NoisySeries Clean(string kind, int length, int seed) => new(kind, length, seed);

    /// <summary>One of so many values is off by so many standard deviations.</summary>
    public static NoisySeries WithSpikes(string kind, int length, int seed, double size, int oneOf = 20)
    {
        NoisySeries series = new(kind, length, seed);
        for (int start = 0; start + oneOf <= length; start += oneOf)
        {
            int place = start + series._random.Next(2, oneOf - 2);
            bool isUp = series._random.Next(2) == 1 || series.Kind is "counts" or "sparse";
            series.Values[place] += size * series.Deviations[place] * (isUp ? 1 : -1);
            series.Anomalies.Add(place);
        }

        return series;
    }

    /// <summary>The level changes by so many standard deviations at three fifths of the length.</summary>
    public static NoisySeries WithShift(string kind, int length, int seed, double size)
    {
        NoisySeries series = new(kind, length, seed);
        int at = length * 3 / 5;
        for (int place = at; place < length; place++)
        {
            series.Values[place] += size * series.Deviations[at];
        }

        series.Anomalies.Add(at);
        return series;
    }

    /// <summary>Takes stretches of values out, anomalies among them.</summary>
    public NoisySeries WithGaps()
    {
        for (int start = 10; start + 12 < Values.Length; start += 50)
        {
            int length = _random.Next(3, 12);
            Array.Fill(Values, double.NaN, start, length);
            Anomalies.RemoveAll(place => place >= start && place < start + length);
        }

        return this;
    }

    private (double Value, double Deviation, double State) Next(int place, double state)
    {
        double turn = 2 * Math.PI * place / Math.Max(2, Season);
        switch (Kind)
        {
            case "trend":
                return (100 + (0.3 * place) + Normal(), 1, 0);
            case "ar":
                state = (0.7 * state) + Normal();
                return (50 + state, 1, state);
            case "walk":
                state += Normal();
                return (state, 1, state);
            case "week":
                return (100 + (5 * Math.Sin(turn)) + (place % 7 >= 5 ? -8 : 0) + Normal(), 1, 0);
            case "year":
                return (200 + (0.5 * place) + (20 * Math.Sin(turn)) + (6 * Math.Cos(2 * turn)) + (3 * Normal()), 3, 0);
            case "product":
                double level = (100 + (0.6 * place)) * (1 + (0.3 * Math.Sin(turn)));
                return (level * (1 + (0.04 * Normal())), 0.04 * level, 0);
            case "t4":
                return (10 + Student(4), Math.Sqrt(2), 0);
            case "t3-week":
                return (100 + (5 * Math.Sin(turn)) + Student(3), Math.Sqrt(3), 0);
            case "laplace":
                return (10 + (Math.Log(1 - _random.NextDouble()) * (_random.Next(2) == 1 ? 1 : -1)), Math.Sqrt(2), 0);
            case "counts":
                return (Poisson(6), Math.Sqrt(6), 0);
            case "sparse":
                return (Poisson(0.4), Math.Sqrt(0.4), 0);
            default:
                return (10 + Normal(), 1, 0);
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Student(int freedom)
    {
        double sum = 0;
        for (int one = 0; one < freedom; one++)
        {
            double normal = Normal();
            sum += normal * normal;
        }

        return Normal() / Math.Sqrt(sum / freedom);
    }

    private int Poisson(double mean)
    {
        double product = _random.NextDouble(), limit = Math.Exp(-mean);
        int count = 0;
        while (product > limit)
        {
            product *= _random.NextDouble();
            count++;
        }

        return count;
    }
}
