using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace DiemCau.Meetings.Shared;

/// <summary>An address as a QR code, as an SVG that stays sharp on paper and on a wall.</summary>
internal static class QrPicture
{
    public static FileContentHttpResult Of(Uri address)
    {
        // M survives a stain or a fold on a printed notice.
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address.ToString(), QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return TypedResults.File(Encoding.UTF8.GetBytes(code.GetGraphic(pixelsPerModule: 8)), "image/svg+xml");
    }
}
