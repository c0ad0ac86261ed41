namespace Tollama.Stats;

/// <summary>The estimated numbers of a fit, by the names of the literature.</summary>
internal static class EtsParameterList
{
    /// <summary>
    /// alpha, beta, gamma, phi as the form has them; the initial states l, b, s1 … sm, s1 being the first value's figure; sigma2, loglik,
    /// aic, aicc, bic.
    /// </summary>
    public static IReadOnlyList<FittedParameter> Of(EtsFit fit, EtsState state, EtsWorkspace work)
    {
        EtsForm form = fit.Form;
        List<FittedParameter> list = [new("alpha", state.Alpha)];
        if (form.HasTrend)
        {
            list.Add(new("beta", state.Beta));
        }

        if (form.HasSeason)
        {
            list.Add(new("gamma", state.Gamma));
        }

        if (form.Damped)
        {
            list.Add(new("phi", state.Phi));
        }

        list.Add(new("l", work.Parameters[EtsParameters.Level], ParameterUnit.Level));
        if (form.HasTrend)
        {
            list.Add(new("b", work.Parameters[EtsParameters.Slope], Unit(form.Trend)));
        }

        if (form.HasSeason)
        {
            AddSeason(list, form, work);
        }

        int length = fit.Length;
        list.Add(new("sigma2", state.Variance, form.Error == EtsComponent.Additive ? ParameterUnit.SeriesSquared : ParameterUnit.None));
        list.Add(new("loglik", fit.LogLikelihood, ParameterUnit.LogLikelihood, length));
        list.Add(new("aic", fit.Aic, ParameterUnit.Criterion, length));
        list.Add(new("aicc", fit.Aicc, ParameterUnit.Criterion, length));
        list.Add(new("bic", fit.Bic, ParameterUnit.Criterion, length));
        return list;
    }

    private static void AddSeason(List<FittedParameter> list, EtsForm form, EtsWorkspace work)
    {
        EtsStart.Season(work, form.Season);
        for (int figure = 0; figure < work.SeasonLength; figure++)
        {
            list.Add(new($"s{figure + 1}", work.Season[figure], Unit(form.Season)));
        }
    }

    private static ParameterUnit Unit(EtsComponent component) =>
        component == EtsComponent.Additive ? ParameterUnit.Series : ParameterUnit.None;
}
