using Microsoft.Win32.SafeHandles;

namespace DiemCau.Media.Interop.Libc;

/// <summary>Owns a file descriptor: closed once, at the latest by the finalizer.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    private FileDescriptor(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    /// <summary>The number itself, for calls on the packet's way; the owner of this object must be alive meanwhile.</summary>
    public int Number => (int)handle;

    /// <param name="call">The call that made it, for the exception when it failed.</param>
    public static FileDescriptor Own(int fd, string call)
    {
        if (fd < 0)
        {
            throw Errno.Failure(call);
        }

        return new FileDescriptor(fd);
    }

    protected override bool ReleaseHandle() => EventCalls.close((int)handle) == 0;
}
