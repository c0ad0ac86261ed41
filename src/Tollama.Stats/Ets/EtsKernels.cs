namespace Tollama.Stats;

/// <summary>The recursion that belongs to each form.</summary>
internal static class EtsKernels
{
    /// <summary>Runs a form through the series of a workspace; false if a state left the range where the form has a meaning.</summary>
    public static bool Run(EtsWorkspace work, EtsForm form, bool derivatives)
    {
        return form.Error == EtsComponent.Multiplicative
            ? RunTrend<MultiplicativeComponent>(work, form, derivatives)
            : RunTrend<AdditiveComponent>(work, form, derivatives);
    }

    private static bool RunTrend<TError>(EtsWorkspace work, EtsForm form, bool derivatives)
        where TError : struct, IEtsComponent => form.Trend switch
        {
            EtsComponent.None => RunSeason<TError, NoComponent>(work, form, derivatives),
            EtsComponent.Additive => RunSeason<TError, AdditiveComponent>(work, form, derivatives),
            _ => RunSeason<TError, MultiplicativeComponent>(work, form, derivatives),
        };

    private static bool RunSeason<TError, TTrend>(EtsWorkspace work, EtsForm form, bool derivatives)
        where TError : struct, IEtsComponent
        where TTrend : struct, IEtsComponent => form.Season switch
        {
            EtsComponent.None => EtsRecursion<TError, TTrend, NoComponent>.Run(work, form.Damped, derivatives),
            EtsComponent.Additive => EtsRecursion<TError, TTrend, AdditiveComponent>.Run(work, form.Damped, derivatives),
            _ => EtsRecursion<TError, TTrend, MultiplicativeComponent>.Run(work, form.Damped, derivatives),
        };
}
