using System.Runtime.InteropServices;

namespace DiemCau.Media.Interop.Libc;

#pragma warning disable IDE1006, CS8981 // native names are the documentation

[StructLayout(LayoutKind.Sequential)]
internal struct sockaddr_in
{
    public ushort sin_family;
    public ushort sin_port;
    public uint sin_addr;
    public ulong sin_zero;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct sockaddr_in6
{
    public ushort sin6_family;
    public ushort sin6_port;
    public uint sin6_flowinfo;
    public fixed byte sin6_addr[16];
    public uint sin6_scope_id;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct iovec
{
    public void* iov_base;
    public nuint iov_len;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct msghdr
{
    public void* msg_name;
    public uint msg_namelen;
    public iovec* msg_iov;
    public nuint msg_iovlen;
    public void* msg_control;
    public nuint msg_controllen;
    public int msg_flags;
}

[StructLayout(LayoutKind.Sequential)]
internal struct mmsghdr
{
    public msghdr msg_hdr;
    public uint msg_len;
}

/// <summary>A cmsghdr followed by the one uint16 that UDP_SEGMENT carries, padded as CMSG_SPACE(2) asks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct cmsg_udp_segment
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
    public ushort segment;
    private readonly ushort _pad0;
    private readonly uint _pad1;

    /// <summary>CMSG_LEN(sizeof(uint16_t)).</summary>
    public const int Length = 18;
}

[StructLayout(LayoutKind.Sequential)]
internal struct cmsghdr
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
}

[StructLayout(LayoutKind.Sequential)]
internal struct timespec
{
    public long tv_sec;
    public long tv_nsec;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct in6_pktinfo
{
    public fixed byte ipi6_addr[16];
    public uint ipi6_ifindex;
}

/// <summary>A cmsghdr followed by the in6_pktinfo of IPV6_PKTINFO, padded as CMSG_SPACE(20) asks.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct cmsg_in6_pktinfo
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
    public in6_pktinfo info;
    private readonly uint _pad;

    /// <summary>CMSG_LEN(sizeof(struct in6_pktinfo)).</summary>
    public const int Length = 36;
}

/// <summary>What may go with a message: how it is cut, and the address it is from. Either may be left out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct outgoing_control
{
    public cmsg_udp_segment cut;
    public cmsg_in6_pktinfo localAddress;
}

[StructLayout(LayoutKind.Sequential)]
internal struct pollfd
{
    public int fd;
    public short events;
    public short revents;
}
