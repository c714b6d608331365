using System.Net;
using System.Text;

namespace DiemCau.Meetings.Notifications;

/// <summary>The content of a plain official mail, written once and rendered as text and as simple HTML.</summary>
/// <param name="Sender">Whose mail it is; heads and closes it, such as the installation's name.</param>
public sealed record MailLetter(string Sender, string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>The one thing to do.</summary>
    public (string Label, Uri Address)? Action { get; init; }

    /// <summary>Other addresses, each with what it is for.</summary>
    public IReadOnlyList<(string Label, Uri Address)> Links { get; init; } = [];

    /// <summary>Small print after the action.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public MailMessage AddressedTo(string recipient) => new(recipient, Subject, Text(), Html());

    private string Text()
    {
        var text = new StringBuilder();
        foreach (var paragraph in Paragraphs)
        {
            text.Append(paragraph).Append("\n\n");
        }

        if (Action is { } action)
        {
            text.Append(action.Label).Append(":\n").Append(action.Address).Append("\n\n");
        }

        foreach (var (label, address) in Links)
        {
            text.Append(label).Append(":\n").Append(address).Append("\n\n");
        }

        foreach (var note in Notes)
        {
            text.Append(note).Append("\n\n");
        }

        return text.Append("--\n").Append(Sender).Append('\n').ToString();
    }

    // Mail readers know little: tables of the nineties and inline styles reach everybody.
    private string Html()
    {
        var html = new StringBuilder("""
            <!doctype html><html><head><meta charset="utf-8"></head><body style="margin:0;background:#f5f5f5">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
            <table role="presentation" width="560" cellpadding="0" cellspacing="0" style="background:#fff;border-top:4px solid #c8102e;font:16px/1.5 'Be Vietnam Pro',Arial,sans-serif;color:#1f1f1f">
            <tr><td style="padding:24px 32px 8px;font-weight:600">
            """).Append(Encode(Sender)).Append("</td></tr>\n<tr><td style=\"padding:8px 32px 24px\">\n");
        foreach (var paragraph in Paragraphs)
        {
            html.Append("<p>").Append(Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</p>\n");
        }

        if (Action is { } action)
        {
            html.Append("<p><a href=\"").Append(Encode(action.Address.ToString()))
                .Append("\" style=\"display:inline-block;padding:12px 24px;background:#0958d9;color:#fff;text-decoration:none;border-radius:6px\">")
                .Append(Encode(action.Label)).Append("</a></p>\n<p style=\"font-size:13px;color:#595959;word-break:break-all\">")
                .Append(Encode(action.Address.ToString())).Append("</p>\n");
        }

        foreach (var (label, address) in Links)
        {
            var link = Encode(address.ToString());
            html.Append("<p>").Append(Encode(label)).Append(":<br><a href=\"").Append(link)
                .Append("\" style=\"color:#0958d9;word-break:break-all\">").Append(link).Append("</a></p>\n");
        }

        foreach (var note in Notes)
        {
            html.Append("<p style=\"font-size:14px;color:#595959\">").Append(Encode(note)).Append("</p>\n");
        }

        return html.Append("</td></tr></table></td></tr></table></body></html>\n").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
