using System.CommandLine;
using Tollama.StatsBenchmarks;

RootCommand root = new("Accuracy and speed of the stats models beside R, what covariates bring, and what models cost.")
{
    AccuracyCommand.Create(),
    SpeedCommand.Create(),
    CovariatesCommand.Create(),
    CostsCommand.Create(),
};
return root.Parse(args).Invoke();
