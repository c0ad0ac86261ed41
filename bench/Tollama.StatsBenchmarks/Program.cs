using System.CommandLine;
using Tollama.StatsBenchmarks;

RootCommand root = new("Accuracy and speed of the stats models beside R, what covariates bring, what models cost, and how soon a cancel ends them.")
{
    AccuracyCommand.Create(),
    SpeedCommand.Create(),
    CovariatesCommand.Create(),
    CostsCommand.Create(),
    CancelCommand.Create(),
    GapsCommand.Create(),
    WidthsCommand.Create(),
};
return root.Parse(args).Invoke();
