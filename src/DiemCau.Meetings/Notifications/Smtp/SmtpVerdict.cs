using DiemCau.Meetings.Shared.Intake;
using MailKit.Net.Smtp;
using MimeKit;

namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>What a failure means for the mail: the first digit of an answer says whether trying again can help (RFC 5321 section 4.2.1).</summary>
internal static class SmtpVerdict
{
    // Too large by its announced size, which servers say to MAIL already (RFC 1870 section 6.1).
    private const int TooLarge = 552;

    private const int Goodbye = 421;
    private const int LongestReason = 1_000;

    /// <summary>No other attempt would fare better. A refused sender or sign-in is not the mail's fault: somebody will set it right.</summary>
    public static bool IsForGood(Exception failure) => failure switch
    {
        ParseException => true,
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refusal => (int)refusal.StatusCode == TooLarge,
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } refusal => (int)refusal.StatusCode >= 500,
        // To DATA itself, before any content.
        SmtpCommandException refusal => (int)refusal.StatusCode is 550 or 552 or 553 or 554,
        _ => false,
    };

    /// <summary>The mailbox does not exist, or takes no mail from anybody.</summary>
    public static bool IsOfAddress(Exception failure) =>
        IsForGood(failure) && failure is (ParseException or SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted });

    /// <summary>With the code that the server answered, where it has answered. Its text is a stranger's.</summary>
    public static string Reason(Exception failure)
    {
        var text = failure is SmtpCommandException refusal ? $"{(int)refusal.StatusCode} {refusal.Message}" : failure.Message;
        return ShownText.OfStranger(text, LongestReason);
    }

    /// <summary>The server is about to close the connection (RFC 5321 section 3.8).</summary>
    public static bool IsGoodbye(Exception failure) => failure is SmtpCommandException { StatusCode: (SmtpStatusCode)Goodbye };

    /// <summary>The server is there and says no to one mail; otherwise the next one would wait for nothing as long as this one has.</summary>
    public static bool ConcernsOneMail(Exception failure) => failure is SmtpCommandException or ParseException;
}
