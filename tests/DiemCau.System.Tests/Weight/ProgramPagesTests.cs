using System.Text;
using DiemCau.Server.Resting;

namespace DiemCau.System.Tests.Weight;

public sealed class ProgramPagesTests
{
    [Fact]
    public void Code_and_what_is_only_read_may_be_let_go()
    {
        Assert.Equal(
            [new(0x7f001000, 0x2000), new(0x7f003000, 0x1000), new(0x7f008000, 0x1000)],
            Find(
                "7f001000-7f003000 r-xp 00001000 08:01 77   /usr/lib/libcrypto.so.3", "Rss:  8 kB", "Anonymous:             0 kB",
                "7f003000-7f004000 r--p 00003000 08:01 77   /usr/lib/libcrypto.so.3", "Anonymous:             0 kB",
                "7f008000-7f009000 r--s 00000000 08:01 78   /opt/with blanks/System.Linq.dll", "Anonymous:             0 kB"));
    }

    [Theory]
    [InlineData("7f001000-7f003000 r-xp 00001000 08:01 77   /usr/lib/libcrypto.so.3", "Anonymous:             4 kB")] // a page of it was written to
    [InlineData("7f001000-7f003000 rw-p 00001000 08:01 77   /usr/lib/libcrypto.so.3", "Anonymous:             0 kB")]
    [InlineData("7f001000-7f003000 r--p 00001000 08:01 77   /usr/lib/libcrypto.so.3", "Anonymous:             8 kB")] // relocated when it was loaded
    [InlineData("7f001000-7f003000 r-xs 00001000 00:01 77   /memfd:doublemapper (deleted)", "Anonymous:             0 kB")]
    [InlineData("7f001000-7f003000 r-xp 00000000 00:00 0    [vdso]", "Anonymous:             0 kB")]
    [InlineData("7f001000-7f003000 r-xp 00000000 00:00 0", "Anonymous:             0 kB")]
    [InlineData("7f001000-7f003000 r-xp 00001000 08:01 77   /usr/lib/libcrypto.so.3", "Rss:                   0 kB")]
    public void What_would_be_lost_is_not_among_it(string mapping, string figure) => Assert.Empty(Find(mapping, figure));

    [Fact]
    public void This_process_can_let_its_own_pages_go_and_goes_on()
    {
        var seen = ProgramPages.Look();
        Assert.NotEmpty(seen);

        ProgramPages.LetGo(seen);

        Assert.NotEmpty(ProgramPages.Look());
    }

    private static ProgramPages.Mapping[] Find(params string[] smaps)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', smaps) + '\n'));
        return [.. ProgramPages.Find(stream).OrderBy(mapping => mapping.Start)];
    }
}
