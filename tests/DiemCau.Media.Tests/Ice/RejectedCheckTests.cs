using System.Text;
using DiemCau.Media.Ice;

namespace DiemCau.Media.Tests.Ice;

public sealed class RejectedCheckTests
{
    [Fact]
    public void A_check_with_a_wrong_password_allocates_nothing()
    {
        var check = new byte[256];
        var writer = new StunWriter(check, StunClass.Request, "transaction1"u8);
        writer.AddUsername("receiver", "sender");
        writer.AddIntegrity("the wrong password"u8);
        var length = writer.Finish();
        var key = Encoding.ASCII.GetBytes("the right password");
        Verify();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Verify();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Verify()
        {
            Assert.True(StunMessage.TryParse(check.AsSpan(0, length), out var message));
            Assert.False(message.VerifyIntegrity(key));
        }
    }
}
