using DiemCau.Media.Workers;

namespace DiemCau.Media.Tests.Workers;

public sealed class BoundedQueueTests
{
    [Fact]
    public void Items_come_out_in_the_order_they_went_in()
    {
        var queue = new BoundedQueue<int>(8);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 6; i++)
            {
                Assert.True(queue.TryEnqueue(i));
            }

            for (var i = 0; i < 6; i++)
            {
                Assert.True(queue.TryDequeue(out var item));
                Assert.Equal(i, item);
            }

            Assert.True(queue.IsEmpty);
            Assert.False(queue.TryDequeue(out _));
        }
    }

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        var queue = new BoundedQueue<int>(4);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.TryEnqueue(i));
        }

        Assert.False(queue.TryEnqueue(4));
        Assert.True(queue.TryDequeue(out _));
        Assert.True(queue.TryEnqueue(4));
    }

    [Fact]
    public async Task Many_writers_lose_nothing_and_each_keeps_its_order()
    {
        const int Writers = 4;
        const int Each = 20_000;
        var queue = new BoundedQueue<(int Writer, int Number)>(64);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var number = 0; number < Each; number++)
            {
                while (!queue.TryEnqueue((writer, number)))
                {
                    Thread.Yield();
                }
            }
        })).ToArray();

        var next = new int[Writers];
        for (var taken = 0; taken < Writers * Each;)
        {
            if (queue.TryDequeue(out var item))
            {
                Assert.Equal(next[item.Writer]++, item.Number);
                taken++;
            }
            else
            {
                Thread.Yield();
            }
        }

        await Task.WhenAll(writers);
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public void A_passed_item_allocates_nothing()
    {
        var queue = new BoundedQueue<(object?, long)>(16);
        queue.TryEnqueue((null, 1));
        queue.TryDequeue(out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            queue.TryEnqueue((null, i));
            queue.TryDequeue(out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
