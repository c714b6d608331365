namespace DiemCau.Media.Transports.Direct;

/// <summary>Takes what a direct transport is sent, on its worker's thread. The spans are good for the call only.</summary>
internal interface IDirectSink
{
    /// <param name="packet">RTP, rewritten for this receiver.</param>
    void TakeRtp(ReadOnlySpan<byte> packet);

    /// <param name="compound">Reports, and what is asked of what it sends.</param>
    void TakeRtcp(ReadOnlySpan<byte> compound);
}
