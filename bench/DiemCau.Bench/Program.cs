using System.CommandLine;
using DiemCau.Bench;
using DiemCau.Bench.Demonstration;
using DiemCau.Bench.Podium;

return await new RootCommand("Load, measurements and demonstrations of DiemCau with virtual participants")
{
    PodiumCommand.Create(),
    JoinCommand.Create(),
    RelayCommand.Create(),
    DemoCommand.Create(),
}.Parse(args).InvokeAsync();
