namespace Tollama.Soak.References;

/// <summary>The forecasts that clients ask for over and over.</summary>
internal static class ReferenceCases
{
    /// <summary>Where the tiny models lie on the hub, and the folder of each.</summary>
    public static readonly IReadOnlyDictionary<string, string> HubModels = new Dictionary<string, string>
    {
        ["hf.co/soak/bolt"] = "chronos-bolt-tiny-random",
        ["hf.co/soak/chronos"] = "chronos-2-tiny-random",
        ["hf.co/soak/ttm"] = "ttm-tiny-random",
    };

    private static readonly string[] BuiltIn =
        ["naive", "seasonal-naive", "drift", "theta", "auto", "auto:fast", "auto-ets", "mstl", "croston", "ses", "auto-theta", "mock", "fake"];

    /// <summary>All models that stay installed, to be pulled first.</summary>
    public static IEnumerable<string> Models => BuiltIn.Concat(HubModels.Keys);

    /// <summary>Every model with every panel, in a form that the seed chooses.</summary>
    public static IReadOnlyList<ReferenceCase> All(int seed)
    {
        Random random = new(seed);
        IReadOnlyList<Panel> panels = Panel.All(random.Next());
        List<ReferenceCase> cases = [];
        foreach (string model in Models)
        {
            cases.AddRange(panels.Where(panel => model != "fake" || panel.Name == "short").Select(panel => new ReferenceCase(model, panel, FormOf(panel, random))));
        }

        return cases;
    }

    private static Form FormOf(Panel panel, Random random)
    {
        Form form = (Form)random.Next(5);
        return panel.Table is null && form is Form.TableToJson or Form.TableToTable ? Form.Whole : form;
    }
}
