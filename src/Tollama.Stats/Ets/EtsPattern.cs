using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>A form of exponential smoothing of which some components may be left open.</summary>
/// <param name="Error">The error's kind; <see langword="null"/> for any.</param>
/// <param name="Trend">The trend's kind; <see langword="null"/> for any.</param>
/// <param name="Damped">Whether the trend is damped; <see langword="null"/> for either.</param>
/// <param name="Season">The season's kind; <see langword="null"/> for any.</param>
internal readonly record struct EtsPattern(EtsComponent? Error, EtsComponent? Trend, bool? Damped, EtsComponent? Season)
{
    private static readonly bool[] Dampings = [false, true];
    private static readonly EtsComponent[] Seasons = [EtsComponent.Additive, EtsComponent.Multiplicative, EtsComponent.None];
    private static readonly EtsComponent[] Components = Enum.GetValues<EtsComponent>();

    /// <summary>Reads <c>MAdM</c>, <c>ETS(M,Ad,M)</c> or, with open components, <c>ZZZ</c>, <c>MZN</c>; in capitals or not.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it is none of these.</exception>
    public static EtsPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string letters = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (letters.StartsWith("ETS(", StringComparison.Ordinal) && letters.EndsWith(')'))
        {
            letters = letters[4..^1].Replace(",", "", StringComparison.Ordinal);
        }

        bool damped = letters is [_, 'A' or 'M' or 'Z', 'D', _];
        letters = damped ? letters.Remove(2, 1) : letters;
        if (letters is not ['A' or 'M' or 'Z', 'N' or 'A' or 'M' or 'Z', 'N' or 'A' or 'M' or 'Z'])
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"'{(text.Length <= 40 ? text : text[..40] + "…")}' is no form of exponential smoothing.",
                "Give the letters of error (A, M), trend (N, A, Ad, M, Md) and season (N, A, M), e.g. MAdM or ETS(M,Ad,M); Z leaves one open.");
        }

        return new EtsPattern(Component(letters[0]), Component(letters[1]), damped ? true : letters[1] == 'Z' ? null : false, Component(letters[2]));
    }

    /// <summary>Whether a component that is given is multiplied.</summary>
    public bool NeedsPositive =>
        Error == EtsComponent.Multiplicative || Trend == EtsComponent.Multiplicative || Season == EtsComponent.Multiplicative;

    /// <summary>Whether a series that is higher has the same forecast, only higher.</summary>
    public LevelUse UseOfLevel => Single is { NeedsPositive: false } ? LevelUse.TakenOff : LevelUse.TakenOffWhenFar;

    /// <summary>The form, when nothing is open; else <see langword="null"/>.</summary>
    public EtsForm? Single => this is { Error: { } error, Trend: { } trend, Damped: { } damped, Season: { } season }
        ? new EtsForm(error, trend, damped, season)
        : null;

    /// <summary>
    /// The forms that fit the pattern, those with a season first, because they show early that the others cannot win; else from simple to
    /// rich. Where a component is open, forms without stability and multiplicative trends are left out; what the history does not allow (a
    /// season, positive values) always is.
    /// </summary>
    /// <param name="seasonal">Whether the history has a season.</param>
    /// <param name="positive">Whether every value of the history is above 0.</param>
    public IEnumerable<EtsForm> Forms(bool seasonal, bool positive)
    {
        foreach (EtsComponent season in Seasons.Where(Allows(Season)))
        {
            foreach (EtsComponent trend in Components.Where(Allows(Trend)))
            {
                foreach (bool damped in Dampings)
                {
                    foreach (EtsComponent error in Components.Where(Allows(Error)))
                    {
                        EtsForm form = new(error, trend, damped, season);
                        if (IsCandidate(form) && (seasonal || !form.HasSeason) && (positive || !form.NeedsPositive))
                        {
                            yield return form;
                        }
                    }
                }
            }
        }
    }

    /// <summary>The pattern with a trend that is damped, or is not; as it is when nothing was said.</summary>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the pattern has no trend to damp, or says that it is.
    /// </exception>
    public EtsPattern WithDamping(bool? damped)
    {
        if ((damped == true && Trend == EtsComponent.None) || (damped == false && Damped == true))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"The form {this} and damped = {(damped == true ? "true" : "false")} contradict each other.",
                "Leave damped out, or leave the trend open with a Z.");
        }

        return damped is null ? this : this with { Damped = damped };
    }

    /// <summary>The letters, Z for what is open.</summary>
    public override string ToString() => $"ETS({Letter(Error)},{Letter(Trend)}{(Damped == true ? "d" : "")},{Letter(Season)})";

    private static char Letter(EtsComponent? component) => component?.ToString()[0] ?? 'Z';

    private static Func<EtsComponent, bool> Allows(EtsComponent? wanted) => component => wanted is null || wanted == component;

    private static EtsComponent? Component(char letter) => letter switch
    {
        'N' => EtsComponent.None,
        'A' => EtsComponent.Additive,
        'M' => EtsComponent.Multiplicative,
        _ => null,
    };

    private bool IsCandidate(EtsForm form) =>
        form.Error != EtsComponent.None
        && (form.HasTrend ? Damped is null || Damped == form.Damped : !form.Damped && (Damped != true || Trend is null))
        && (Single is not null || form.IsStable)
        && (Trend is not null || form.Trend != EtsComponent.Multiplicative);
}
