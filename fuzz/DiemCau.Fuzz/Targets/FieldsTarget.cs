using System.Text;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Organisation.Exchange;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Sites;

namespace DiemCau.Fuzz.Targets;

/// <summary>Texts of a form: addresses of mailboxes and networks, references to cells, days.</summary>
internal sealed class FieldsTarget : IFuzzTarget
{
    public string Name => "fields";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(MailAddressText), typeof(NetworkClass), typeof(CellRange), typeof(UnitColumns)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        "vp.ubnd@daklak.gov.vn"u8.ToArray(), "\"v p\"@[192.0.2.1]"u8.ToArray(), "10.0.0.0/8"u8.ToArray(), "2001:db8::/32"u8.ToArray(), "B2:XFD1048576"u8.ToArray(),
        "01/07/2025"u8.ToArray(), "45839"u8.ToArray(), Encoding.UTF8.GetBytes("Cụm"),
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (MailAddressText.TryParse(text, out var address)
            && (!MailAddressText.TryParse(address, out var again) || again != address || address.AsSpan().ContainsAnyInRange('\0', ' ')))
        {
            throw new InvalidOperationException("An address that is none.");
        }

        _ = NetworkClass.TryParse(text, out _);
        _ = UnitColumns.TryReadKind(text, out _);
        _ = UnitColumns.TryReadDay(text, out _, out _);
        _ = CellRange.TryParse(text, out _);
    }
}
