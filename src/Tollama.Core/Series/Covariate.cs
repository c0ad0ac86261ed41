namespace Tollama.Core.Series;

/// <summary>What is known beside a series: a price, a holiday, a temperature.</summary>
/// <remarks>Past and future of one name belong together: this is the one place that puts them together.</remarks>
public sealed record Covariate
{
    /// <summary>Puts a covariate together.</summary>
    /// <param name="name">Its name, unique in its series.</param>
    /// <param name="past">Its values beside those of the history; <see langword="null"/> when they are not known.</param>
    /// <param name="future">Its values beside the steps to forecast; <see langword="null"/> when they are not known.</param>
    /// <exception cref="ArgumentException">Neither is known.</exception>
    public Covariate(string name, Column? past, Column? future)
    {
        if (past is null && future is null)
        {
            throw new ArgumentException($"The covariate '{name}' has neither a past nor a future.", nameof(past));
        }

        // What is missing throughout looks like numbers: the other part tells what it is.
        bool isCategory = past is CategoryColumn || future is CategoryColumn;
        Name = name;
        Past = isCategory && past is not null ? CategoryColumn.From(past) : past;
        Future = isCategory && future is not null ? CategoryColumn.From(future) : future;
    }

    /// <summary>Its name, unique in its series.</summary>
    public string Name { get; }

    /// <summary>Its values beside those of the history, as many; <see langword="null"/> when only the future is known.</summary>
    public Column? Past { get; }

    /// <summary>Its values beside the steps to forecast, as many; <see langword="null"/> when only the past is known.</summary>
    public Column? Future { get; }

    /// <summary>Whether its values are texts or truth values, not numbers.</summary>
    public bool IsCategory => (Past ?? Future) is CategoryColumn;

    /// <summary>A covariate whose past and future came in one array.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The values beside the history, then those beside the steps to forecast.</param>
    /// <param name="length">How many values the history has; at most as many as <paramref name="values"/>.</param>
    public static Covariate Whole(string name, Column values, int length)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new Covariate(name, values.Slice(0, length), values.Slice(length, values.Length - length));
    }

    /// <summary>The covariates of a series as they were sent: an object of pasts, and one of futures, which may hold the past as well.</summary>
    /// <param name="pasts">Arrays as long as the history, by name.</param>
    /// <param name="futures">Arrays as long as the horizon, or as history and horizon together: such a one counts more than a past beside it.</param>
    /// <param name="length">How many values the history has.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <returns>The covariates, those with a past of their own first, each once, in the order in which they were sent.</returns>
    public static IReadOnlyList<Covariate> Join(
        IReadOnlyDictionary<string, Column> pasts, IReadOnlyDictionary<string, Column> futures, int length, int horizon)
    {
        ArgumentNullException.ThrowIfNull(pasts);
        ArgumentNullException.ThrowIfNull(futures);
        List<Covariate> covariates = new(pasts.Count + futures.Count);
        foreach ((string name, Column past) in pasts)
        {
            if (!futures.TryGetValue(name, out Column? future))
            {
                covariates.Add(new Covariate(name, past, null));
            }
            else if (future.Length != (long)length + horizon)
            {
                covariates.Add(new Covariate(name, past, future));
            }
        }

        foreach ((string name, Column future) in futures)
        {
            if (future.Length == (long)length + horizon)
            {
                covariates.Add(Whole(name, future, length));
            }
            else if (!pasts.ContainsKey(name))
            {
                covariates.Add(new Covariate(name, null, future));
            }
        }

        return covariates;
    }

    /// <summary>The part that a model can use; <see langword="null"/> for none.</summary>
    public Covariate? UsableBy(CovariateUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        return Future is not null && use.Future ? this
            : Past is not null && use.Past ? Future is null ? this : new Covariate(Name, Past, null)
            : null;
    }
}
