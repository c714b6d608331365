using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Interop.OpenSsl;

namespace DiemCau.Media.Tests.Interop;

/// <summary>Asks the C compiler for the sizes, offsets and constants that the interop code has written down.</summary>
public sealed class LayoutTests
{
    private const string Includes =
        """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <stdio.h>
        #include <errno.h>
        #include <poll.h>
        #include <netinet/in.h>
        #include <netinet/udp.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/socket.h>
        #include <sys/time.h>
        """;

    [Fact]
    public void Structures_and_constants_are_those_of_the_C_library()
    {
        var questions = new List<(string Expression, long Ours)>();
        AddStructure<sockaddr_in>(questions, "struct sockaddr_in");
        AddStructure<sockaddr_in6>(questions, "struct sockaddr_in6");
        AddStructure<iovec>(questions, "struct iovec");
        AddStructure<msghdr>(questions, "struct msghdr");
        AddStructure<mmsghdr>(questions, "struct mmsghdr");
        AddStructure<pollfd>(questions, "struct pollfd");
        AddStructure<timeval>(questions, "struct timeval");
        AddStructure<in6_pktinfo>(questions, "struct in6_pktinfo");
        questions.Add(("sizeof(struct epoll_event)", Epoll.EventSize));
        questions.Add(("offsetof(struct epoll_event, data)", Epoll.DataOffset));
        questions.Add(("CMSG_SPACE(sizeof(unsigned short))", Marshal.SizeOf<cmsg_udp_segment>()));
        questions.Add(("CMSG_LEN(sizeof(unsigned short))", cmsg_udp_segment.Length));
        questions.Add(("CMSG_SPACE(sizeof(struct in6_pktinfo))", Marshal.SizeOf<cmsg_in6_pktinfo>()));
        questions.Add(("CMSG_LEN(sizeof(struct in6_pktinfo))", cmsg_in6_pktinfo.Length));
        questions.Add(("CMSG_LEN(0)", Marshal.OffsetOf<cmsg_udp_segment>("segment")));
        AddConstants(questions, typeof(SocketCalls));
        AddConstants(questions, typeof(EventCalls));
        AddConstants(questions, typeof(Errno));

        Assert.True(questions.Count > 50);
        Assert.Equal(questions.Select(q => $"{q.Expression} = {q.Ours}"), Ask([.. questions.Select(q => q.Expression)]));
    }

    [Fact]
    public void The_saved_SHA1_state_has_the_size_that_OpenSSL_writes()
    {
        // openssl/sha.h: five chaining words, a 64-bit length, one block of 16 words, and the fill level.
        Assert.Equal((5 + 2 + 16 + 1) * 4, Marshal.SizeOf<SHA_CTX>());
    }

    private static void AddStructure<T>(List<(string, long)> questions, string name)
        where T : struct
    {
        questions.Add(($"sizeof({name})", Marshal.SizeOf<T>()));
        foreach (FieldInfo field in typeof(T).GetFields(BindingFlags.Instance | BindingFlags.Public))
        {
            questions.Add(($"offsetof({name}, {field.Name})", Marshal.OffsetOf<T>(field.Name)));
        }
    }

    private static void AddConstants(List<(string, long)> questions, Type type)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(f => f.IsLiteral))
        {
            questions.Add((field.Name, Convert.ToInt64(field.GetRawConstantValue(), null)));
        }
    }

    private static string[] Ask(string[] expressions)
    {
        string folder = Directory.CreateTempSubdirectory("layout").FullName;
        try
        {
            var source = new StringBuilder(Includes).AppendLine().AppendLine("int main(void) {");
            foreach (string expression in expressions)
            {
                source.AppendLine(null, $"printf(\"%s = %ld\\n\", \"{expression}\", (long)({expression}));");
            }

            File.WriteAllText(Path.Combine(folder, "layout.c"), source.AppendLine("return 0; }").ToString());
            Run("cc", folder, "-o", "layout", "layout.c");
            return Run(Path.Combine(folder, "layout"), folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
        return text;
    }
}
