using System.CommandLine;
using System.Net;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench;

/// <summary>
/// <c>relay</c>: a bad line in front of a server's media port, for browsers and other clients. A line of its standard input, such as
/// <c>--loss 10 --delay 20</c>, makes it another line from then on; what is not named is as good as it can be.
/// </summary>
internal static class RelayCommand
{
    public static Command Create()
    {
        var listen = new Option<string>("--listen") { DefaultValueFactory = _ => "127.0.0.1:0", Description = "Where clients send to" };
        var to = new Option<string>("--to") { Required = true, Description = "The server's media address, such as 127.0.0.1:10000" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var line = new LineOptions();
        var command = new Command("relay", "Pass UDP on with loss, delay and limited rate, repeatable from a seed") { listen, to, seed };
        line.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var conditions = line.Of(parsed);
            using var relay = LossyRelay.Start(
                IPEndPoint.Parse(parsed.GetValue(listen)!), IPEndPoint.Parse(parsed.GetValue(to)!), conditions, conditions,
                parsed.GetValue(seed));

            // Scripts read this line to learn the port.
            Console.WriteLine($"listening {relay.Address}");
            try
            {
                await FollowAsync(relay, cancel);
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

    private static async Task FollowAsync(LossyRelay relay, CancellationToken cancel)
    {
        var line = new LineOptions();
        var change = new Command("change");
        line.AddTo(change);
        // A read of standard input cannot be taken back: whoever ends the relay does not wait for it.
        while (await Task.Run(Console.In.ReadLine, cancel).WaitAsync(cancel) is { } said)
        {
            var parsed = change.Parse(said);
            if (parsed.Errors.Count > 0)
            {
                Console.WriteLine($"not understood: {parsed.Errors[0].Message}");
                continue;
            }

            var conditions = line.Of(parsed);
            relay.Change(conditions, conditions);

            // Whoever measures subtracts what was before.
            Console.WriteLine($"changed {relay.Totals}");
        }
    }

    private sealed class LineOptions
    {
        private readonly Option<double> _loss = new("--loss") { Description = "Percent, each way" };
        private readonly Option<double> _burst = new("--burst") { DefaultValueFactory = _ => 1, Description = "Mean number of datagrams lost in a row" };
        private readonly Option<int> _delay = new("--delay") { Description = "Milliseconds, each way" };
        private readonly Option<int> _jitter = new("--jitter") { Description = "Milliseconds added at random" };
        private readonly Option<int?> _rate = new("--rate") { Description = "kbit/s each way" };
        private readonly Option<int> _queue = new("--queue") { DefaultValueFactory = _ => 300, Description = "Milliseconds that may wait for the rate" };
        private readonly Option<double> _reorder = new("--reorder") { Description = "Percent overtaken by what is sent 10 ms later" };

        public void AddTo(Command command)
        {
            foreach (var option in new Option[] { _loss, _burst, _delay, _jitter, _rate, _queue, _reorder })
            {
                command.Add(option);
            }
        }

        public LinkConditions Of(ParseResult parsed) => new(
            parsed.GetValue(_loss), parsed.GetValue(_burst), TimeSpan.FromMilliseconds(parsed.GetValue(_delay)),
            TimeSpan.FromMilliseconds(parsed.GetValue(_jitter)), parsed.GetValue(_rate), TimeSpan.FromMilliseconds(parsed.GetValue(_queue)),
            parsed.GetValue(_reorder));
    }
}
