using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.Libc;

#pragma warning disable IDE1006 // native names are the documentation

/// <summary>The error numbers of Linux that the packet's way tells apart.</summary>
internal static class Errno
{
    public const int EINTR = 4;
    public const int EIO = 5;
    public const int EAGAIN = 11;
    public const int EINVAL = 22;
    public const int EMSGSIZE = 90;
    public const int EAFNOSUPPORT = 97;
    public const int ENOBUFS = 105;

    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>What a failed call throws where failing is not an answer of the network but of the machine.</summary>
    public static Exception Failure(string call) => new Win32Exception(Last, $"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
}
