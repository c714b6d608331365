using System.CommandLine;
using System.Net;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench;

/// <summary><c>relay</c>: a bad line in front of a server's media port, for browsers and other clients.</summary>
internal static class RelayCommand
{
    public static Command Create()
    {
        var listen = new Option<string>("--listen") { DefaultValueFactory = _ => "127.0.0.1:0", Description = "Where clients send to" };
        var to = new Option<string>("--to") { Required = true, Description = "The server's media address, such as 127.0.0.1:10000" };
        var loss = new Option<double>("--loss") { Description = "Percent, each way" };
        var burst = new Option<double>("--burst") { DefaultValueFactory = _ => 1, Description = "Mean number of datagrams lost in a row" };
        var delay = new Option<int>("--delay") { Description = "Milliseconds, each way" };
        var jitter = new Option<int>("--jitter") { Description = "Milliseconds added at random" };
        var rate = new Option<int?>("--rate") { Description = "kbit/s each way; what waits over 300 ms is dropped" };
        var reorder = new Option<double>("--reorder") { Description = "Percent overtaken by what is sent 10 ms later" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var command = new Command("relay", "Pass UDP on with loss, delay and limited rate, repeatable from a seed")
        {
            listen, to, loss, burst, delay, jitter, rate, reorder, seed,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var line = new LinkConditions(
                parsed.GetValue(loss), parsed.GetValue(burst), TimeSpan.FromMilliseconds(parsed.GetValue(delay)),
                TimeSpan.FromMilliseconds(parsed.GetValue(jitter)), parsed.GetValue(rate), ReorderPercent: parsed.GetValue(reorder));
            using var relay = LossyRelay.Start(
                IPEndPoint.Parse(parsed.GetValue(listen)!), IPEndPoint.Parse(parsed.GetValue(to)!), line, line, parsed.GetValue(seed));

            // Scripts read this line to learn the port.
            Console.WriteLine($"listening {relay.Address}");
            try
            {
                await Task.Delay(Timeout.Infinite, cancel);
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine(relay.Totals);
            }

            return 0;
        });
        return command;
    }
}
