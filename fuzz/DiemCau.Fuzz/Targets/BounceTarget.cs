using DiemCau.Meetings.Notifications.Bounces;
using MimeKit;

namespace DiemCau.Fuzz.Targets;

/// <summary>A mail in the mailbox of reports, which anybody can write to.</summary>
internal sealed class BounceTarget : IFuzzTarget
{
    public string Name => "bounce";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(Bounce)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        """
        From: MAILER-DAEMON@tinh.gov.vn
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"
        MIME-Version: 1.0

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.tinh.gov.vn
        Original-Envelope-Id: 01a22837-74ee-7000-8000-000000000000@meet.example

        Final-Recipient: rfc822; <vp@tinh.gov.vn>
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 no such mailbox
        --b
        Content-Type: message/rfc822

        Message-ID: <01a22837-74ee-7000-8000-000000000000@meet.example>
        --b--

        """u8.ToArray(),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        MimeMessage message;
        try
        {
            message = MimeMessage.Load(new MemoryStream(input.ToArray()));
        }
        catch (FormatException)
        {
            return; // the round that reads it passes over it
        }

        using (message)
        {
            if (Bounce.In(message).Any(bounce => bounce.Reason.Any(char.IsControl)))
            {
                throw new InvalidOperationException("A reason that cannot be kept.");
            }
        }
    }
}
