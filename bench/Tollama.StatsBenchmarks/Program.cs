using System.CommandLine;
using Tollama.StatsBenchmarks;

RootCommand root = new("Accuracy and speed of the stats models beside R.") { AccuracyCommand.Create(), SpeedCommand.Create() };
return root.Parse(args).Invoke();
