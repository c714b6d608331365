using System.Runtime.InteropServices;
using DiemCau.Media.Srtp;

namespace DiemCau.Media.Tests.Srtp;

/// <summary>Debian's libsrtp2, an independent implementation to check ours against.</summary>
internal sealed unsafe partial class Libsrtp : IDisposable
{
    private const int AnyInbound = 2;
    private const int AnyOutbound = 3;

    private static readonly int s_initialised = srtp_init();
    private readonly nint _session;

    public Libsrtp(SrtpProfile profile, byte[] key, byte[] salt, bool outbound)
    {
        Assert.Equal(0, s_initialised);
        byte[] keyAndSalt = [.. key, .. salt];
        fixed (byte* k = keyAndSalt)
        {
            srtp_policy_t policy = default;
            policy.ssrc_type = outbound ? AnyOutbound : AnyInbound;
            if (profile == SrtpProfile.AeadAes128Gcm)
            {
                srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
                srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
            }
            else
            {
                srtp_crypto_policy_set_rtp_default(&policy.rtp);
                srtp_crypto_policy_set_rtp_default(&policy.rtcp);
            }

            policy.key = k;
            policy.window_size = 128;
            nint session;
            Assert.Equal(0, srtp_create(&session, &policy));
            _session = session;
        }
    }

    public int ProtectRtp(Span<byte> buffer, int length) => Run(buffer, length, srtp_protect(_session, Pointer(buffer), &length), length);

    public int ProtectRtcp(Span<byte> buffer, int length) => Run(buffer, length, srtp_protect_rtcp(_session, Pointer(buffer), &length), length);

    public int UnprotectRtp(Span<byte> packet)
    {
        int length = packet.Length;
        return Run(packet, length, srtp_unprotect(_session, Pointer(packet), &length), length);
    }

    public int UnprotectRtcp(Span<byte> packet)
    {
        int length = packet.Length;
        return Run(packet, length, srtp_unprotect_rtcp(_session, Pointer(packet), &length), length);
    }

    public void Dispose() => _ = srtp_dealloc(_session);

    private static byte* Pointer(Span<byte> pinned) => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));

    private static int Run(Span<byte> buffer, int before, int status, int after)
    {
        Assert.True(status == 0, $"libsrtp status {status} for a packet of {before} bytes in {buffer.Length}");
        return after;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct srtp_crypto_policy_t
    {
        public int cipher_type;
        public int cipher_key_len;
        public int auth_type;
        public int auth_key_len;
        public int auth_tag_len;
        public int sec_serv;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct srtp_policy_t
    {
        public int ssrc_type;
        public uint ssrc_value;
        public srtp_crypto_policy_t rtp;
        public srtp_crypto_policy_t rtcp;
        public byte* key;
        public nint keys;
        public nuint num_master_keys;
        public nint deprecated_ekt;
        public nuint window_size;
        public int allow_repeat_tx;
        public nint enc_xtn_hdr;
        public int enc_xtn_hdr_count;
        public nint next;
    }

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_init();

    [LibraryImport("libsrtp2.so.1")]
    private static partial void srtp_crypto_policy_set_aes_gcm_128_16_auth(srtp_crypto_policy_t* policy);

    [LibraryImport("libsrtp2.so.1")]
    private static partial void srtp_crypto_policy_set_rtp_default(srtp_crypto_policy_t* policy);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_create(nint* session, srtp_policy_t* policy);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_dealloc(nint session);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_protect(nint session, byte* header, int* length);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_unprotect(nint session, byte* header, int* length);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_protect_rtcp(nint session, byte* header, int* length);

    [LibraryImport("libsrtp2.so.1")]
    private static partial int srtp_unprotect_rtcp(nint session, byte* header, int* length);
}
