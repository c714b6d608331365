using DiemCau.Fuzz;

// DiemCau.Fuzz [target|all] [--seconds N] [--seed S]    mutates samples for N seconds per target (default 10, seed 1)
// DiemCau.Fuzz <target> --input HEX                     runs one input again
// DiemCau.Fuzz --instrument FOLDER                      makes the assemblies there count their branches …
// DiemCau.Fuzz [target|all] --corpus FOLDER …           … by which the same program there is guided (scripts/fuzz does both)
if (args is ["--instrument", var folder])
{
    Coverage.Instrument(folder, "DiemCau.Media.dll", "DiemCau.Meetings.dll");
    return 0;
}

Coverage.Prepare();
FuzzOptions? options = FuzzOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine(
        $"usage: DiemCau.Fuzz [{string.Join('|', FuzzTargets.All.Select(target => target.Name))}|all] [--seconds N] [--seed S] [--input HEX] [--corpus FOLDER]");
    return 2;
}

if (options.Input is { } input)
{
    options.Targets.ForEach(target => target.Run(input));
    return 0;
}

return options.Targets.TrueForAll(target => FuzzRun.Execute(target, options)) ? 0 : 1;
