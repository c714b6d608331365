using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Udp;

public sealed class PacketPoolTests
{
    [Fact]
    public void The_last_release_gives_the_buffer_back_and_not_one_before()
    {
        using var pool = new PacketPool(4);
        PacketBuffer buffer = pool.Rent();
        buffer.AddReference();
        buffer.Release();
        Assert.Equal(1, pool.Outstanding);
        buffer.Release();
        Assert.Equal(0, pool.Outstanding);
        Assert.Same(buffer, pool.Rent());
    }

    [Fact]
    public void A_second_release_is_a_bug_that_is_heard_of()
    {
        using var pool = new PacketPool(4);
        PacketBuffer buffer = pool.Rent();
        buffer.Release();
        Assert.Throws<InvalidOperationException>(buffer.Release);
    }

    [Fact]
    public void Sharing_after_the_last_release_is_a_bug_that_is_heard_of()
    {
        using var pool = new PacketPool(4);
        PacketBuffer buffer = pool.Rent();
        buffer.Release();
        Assert.Throws<InvalidOperationException>(buffer.AddReference);
    }

    [Fact]
    public void A_burst_beyond_the_capacity_is_served_and_not_kept()
    {
        using var pool = new PacketPool(2);
        PacketBuffer[] burst = [.. Enumerable.Range(0, 10).Select(_ => pool.Rent())];
        Assert.Equal(10, pool.Outstanding);
        foreach (PacketBuffer buffer in burst)
        {
            buffer.Length = 1;
            buffer.Span[0] = 1;
            buffer.Release();
        }

        Assert.Equal(0, pool.Outstanding);
        HashSet<PacketBuffer> again = [pool.Rent(), pool.Rent(), pool.Rent()];
        Assert.Equal(2, again.Count(burst.Contains));
    }

    [Fact]
    public void Nothing_is_allocated_once_the_buffers_are_made()
    {
        using var pool = new PacketPool(16);
        Cycle(pool);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(pool);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Cycle(PacketPool pool)
        {
            for (int i = 0; i < 1000; i++)
            {
                PacketBuffer first = pool.Rent();
                PacketBuffer second = pool.Rent();
                first.Release();
                second.Release();
            }
        }
    }

    [Fact]
    public async Task Threads_never_get_the_same_buffer_at_once()
    {
        using var pool = new PacketPool(8);
        await Task.WhenAll(Enumerable.Range(1, 4).Select(id => Task.Run(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                PacketBuffer buffer = pool.Rent();
                buffer.Length = 8;
                BitConverter.TryWriteBytes(buffer.Span, ((long)id << 32) | (uint)i);
                Thread.SpinWait(5);
                Assert.Equal(((long)id << 32) | (uint)i, BitConverter.ToInt64(buffer.Span));
                buffer.Release();
            }
        })));
        Assert.Equal(0, pool.Outstanding);
        Assert.Equal(200_000, pool.Rented);
    }
}
