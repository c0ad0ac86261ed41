using System.CommandLine;
using Tollama.StatsBenchmarks;

RootCommand root = new("Accuracy and speed of the stats models beside R, and what covariates bring.") { AccuracyCommand.Create(), SpeedCommand.Create(), CovariatesCommand.Create() };
return root.Parse(args).Invoke();
