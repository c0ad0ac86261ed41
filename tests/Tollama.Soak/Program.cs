using Tollama.Soak;

SoakOptions options = SoakOptions.Parse(args);
Console.Out.WriteLine($"soak of {options.Time.TotalMinutes:0.#} minutes, seed {options.Seed}: the seed makes the plan (operations, faults), not how they interleave");
return await new SoakRun(options).RunAsync() == 0 ? 0 : 1;
