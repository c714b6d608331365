using System.CommandLine;
using DiemCau.Bench;
using DiemCau.Bench.Demonstration;
using DiemCau.Bench.Podium;

// A server that was started is to be stopped in its own time; the library would cut that off after two seconds.
return await new RootCommand("Load, measurements and demonstrations of DiemCau with virtual participants")
{
    PodiumCommand.Create(),
    JoinCommand.Create(),
    RelayCommand.Create(),
    DemoCommand.Create(),
}.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
