namespace Tollama.Stats;

/// <summary>The parameters of a model as it is run.</summary>
/// <remarks>
/// A search sees numbers without bounds: the damping is a logistic function of one, from 0.8 to 1, and the coefficients of the errors come
/// from partial autocorrelations. The smoothing parameters are bounded by the filter's stability alone; the two gains of a season are
/// turned by its middle angle, so that the first of them, alone, is stable when it is small and positive, whatever the number of waves.
/// </remarks>
internal sealed class TbatsParameters
{
    private const double LeastDamping = 0.8;
    private const double DampingRange = 0.2;
    private const double StartingGain = 0.001;

    /// <summary>Memory for the parameters of a form.</summary>
    public TbatsParameters(TbatsForm form)
    {
        Form = form;
        FirstGains = new double[form.Harmonics.Width];
        SecondGains = new double[form.Harmonics.Width];
        Ar = new double[form.Ar];
        Ma = new double[form.Ma];
    }

    /// <summary>The form.</summary>
    public TbatsForm Form { get; }

    /// <summary>What share of an error the level takes over.</summary>
    public double Alpha { get; private set; }

    /// <summary>What share of an error the slope takes over; 0 without.</summary>
    public double Beta { get; private set; }

    /// <summary>What share of itself the slope keeps; 0 without a slope.</summary>
    public double Phi { get; private set; }

    /// <summary>For each wave, the share of an error that it takes over.</summary>
    public double[] FirstGains { get; }

    /// <summary>For each wave, the share that its conjugate takes over.</summary>
    public double[] SecondGains { get; }

    /// <summary>The coefficients of earlier correlated errors.</summary>
    public double[] Ar { get; }

    /// <summary>The coefficients of earlier innovations.</summary>
    public double[] Ma { get; }

    /// <summary>Where a search begins.</summary>
    public static double[] Start(TbatsForm form, double alpha)
    {
        double[] point = new double[form.Parameters];
        point[0] = alpha;
        if (form.Trend)
        {
            // A slope that moves at all moves much when the level does.
            point[1] = 0.5 * alpha * alpha;
        }

        if (form.Damped)
        {
            point[2] = 2;
        }

        for (int season = 0; season < form.Harmonics.Seasons.Length; season++)
        {
            point[form.FirstGain + (2 * season)] = StartingGain;
        }

        return point;
    }

    /// <summary>A point of one form as the start of another: what both have is kept, the rest begins anew.</summary>
    public static double[] Carry(TbatsForm from, ReadOnlySpan<double> point, TbatsForm to)
    {
        double[] carried = Start(to, point[0]);
        int shared = Math.Min(from.FirstGain, to.FirstGain);
        point[..shared].CopyTo(carried);
        point[from.FirstGain..from.FirstArma].CopyTo(carried.AsSpan(to.FirstGain));
        if ((from.Ar, from.Ma) == (to.Ar, to.Ma))
        {
            point[from.FirstArma..].CopyTo(carried.AsSpan(to.FirstArma));
        }

        return carried;
    }

    /// <summary>Takes a point of a search.</summary>
    public void Set(ReadOnlySpan<double> point)
    {
        Alpha = point[0];
        Beta = Form.Trend ? point[1] : 0;
        Phi = !Form.Trend ? 0 : Form.Damped ? LeastDamping + (DampingRange / (1 + Math.Exp(-point[2]))) : 1;
        int[] seasonOf = Form.Harmonics.SeasonOf;
        for (int wave = 0; wave < seasonOf.Length; wave++)
        {
            int gain = Form.FirstGain + (2 * seasonOf[wave]);
            (double sine, double cosine) = Form.Harmonics.MiddleAngle(seasonOf[wave]);
            FirstGains[wave] = (point[gain] * cosine) - (point[gain + 1] * sine);
            SecondGains[wave] = Form.Harmonics.Sines[wave] == 0 ? 0 : -(point[gain] * sine) - (point[gain + 1] * cosine);
        }

        PartialAutocorrelations.ToCoefficients(point.Slice(Form.FirstArma, Form.Ar), Ar, 1);
        PartialAutocorrelations.ToCoefficients(point.Slice(Form.FirstArma + Form.Ar, Form.Ma), Ma, -1);
    }
}
