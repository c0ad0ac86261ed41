using System.CommandLine;
using Tollama.StatsBenchmarks;

RootCommand root = new("Accuracy and speed of the stats models beside R, what covariates bring, what models cost, how soon a cancel ends them, how right sums are, what the network of auto costs, how many anomalies are found, and how right filled values are.")
{
    AccuracyCommand.Create(),
    SpeedCommand.Create(),
    CovariatesCommand.Create(),
    CostsCommand.Create(),
    CancelCommand.Create(),
    GapsCommand.Create(),
    WidthsCommand.Create(),
    SumsCommand.Create(),
    NetworkCommand.Create(),
    AnomaliesCommand.Create(),
    ImputeCommand.Create(),
};
return root.Parse(args).Invoke();
