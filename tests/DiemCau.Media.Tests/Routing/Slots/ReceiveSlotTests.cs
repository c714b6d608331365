using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Slots;

public sealed class ReceiveSlotTests : IDisposable
{
    private readonly DirectConference _conference = new();

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void A_slot_begins_with_a_key_frame_and_asks_until_it_has_one()
    {
        var (speaker, watcher) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Podium: true)));
        _conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        for (var i = 0; i < 30; i++)
        {
            camera.Picture();
            _conference.Pass(30);
        }

        Assert.Empty(watcher.In("podium"));
        Assert.True(speaker.KeyFramesAsked.Count > 1, $"asked {speaker.KeyFramesAsked.Count} times");
        Assert.All(speaker.KeyFramesAsked, ssrc => Assert.Equal(10u, ssrc));

        camera.Picture(isKey: true, packets: 3);
        _conference.Turn();
        Assert.Equal(3, watcher.In("podium").Count);
    }

    [Fact]
    public void Another_source_comes_in_one_sequence_and_the_old_picture_stays_until_its_key_frame()
    {
        var first = _conference.Join(new DirectPlan(Sends: true));
        var second = _conference.Join(new DirectPlan(Sends: true));
        var watcher = _conference.Join(new DirectPlan(Podium: true));
        var cameras = (First: new CameraStream(first, 10, 1), Second: new CameraStream(second, 20, 2));
        _conference.Show(podium: first);
        Film(25);
        _conference.Show(podium: second);
        Film(5);
        Assert.Equal(1, watcher.In("podium")[^1].Signature); // its key frame has not come
        cameras.Second.Picture(isKey: true);
        Film(20);

        var received = watcher.In("podium");
        Assert.Equal(2, received[^1].Signature);
        Assert.Equal(1, received.Zip(received.Skip(1)).Count(pair => pair.First.Signature != pair.Second.Signature));
        Assert.All(received.Zip(received.Skip(1)), pair =>
        {
            Assert.Equal((ushort)(pair.First.Sequence + 1), pair.Second.Sequence);
            Assert.Equal((pair.First.PictureId + 1) & 0x7FFF, pair.Second.PictureId);
            Assert.True((int)(pair.Second.Timestamp - pair.First.Timestamp) > 0);
        });

        void Film(int pictures)
        {
            for (var i = 0; i < pictures; i++)
            {
                cameras.First.Picture(isKey: i % 10 == 9);
                cameras.Second.Picture();
                _conference.Pass(30);
            }
        }
    }

    [Fact]
    public void What_a_receiver_misses_is_repeated_on_the_repair_stream_and_not_twice_at_once()
    {
        var (speaker, watcher) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Podium: true)));
        _conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        for (var i = 0; i < 20; i++)
        {
            camera.Picture(isKey: i % 10 == 0);
            _conference.Pass(30);
        }

        var missing = watcher.In("podium")[^3];
        watcher.Nack("podium", missing.Sequence);
        watcher.Nack("podium", missing.Sequence);
        var repair = Assert.Single(watcher.RepairsIn("podium"));
        Assert.Equal(missing.Sequence, (repair.Payload[0] << 8) | repair.Payload[1]);
        Assert.Equal(missing.Payload, repair.Payload[2..]);
    }

    [Fact]
    public void A_key_frame_larger_than_the_line_takes_at_once_is_paced_in_its_order()
    {
        var (speaker, watcher) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Podium: true)));
        _conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        camera.Picture(isKey: true);
        _conference.Pass(300);
        watcher.Received.Clear();

        camera.Picture(isKey: true, packets: 100, length: 1_200);
        _conference.Turn();
        Assert.InRange(watcher.In("podium").Count, 1, 99);
        _conference.Pass(3_000);
        var received = watcher.In("podium");
        Assert.Equal(100, received.Count);
        Assert.All(received.Zip(received.Skip(1)), pair => Assert.Equal((ushort)(pair.First.Sequence + 1), pair.Second.Sequence));
    }
}
