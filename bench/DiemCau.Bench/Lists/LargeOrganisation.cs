using System.Text;

namespace DiemCau.Bench.Lists;

/// <summary>A province with many districts and communes, as a table to import.</summary>
internal static class LargeOrganisation
{
    private const int CommunesOfDistrict = 98;

    /// <param name="units">All together: one province, and communes in districts of 98.</param>
    public static string Table(int units)
    {
        var districts = Math.Max(10, units / (CommunesOfDistrict + 1));
        var table = new StringBuilder("Mã,Tên đơn vị,Đơn vị cấp trên,Loại\n").Append("T,UBND tỉnh Đo tải,,UBND\n");
        for (var i = 0; i < districts; i++)
        {
            table.Append($"H{i},UBND huyện số {i},T,UBND\n");
        }

        for (var i = 0; i < units - districts - 1; i++)
        {
            table.Append($"X{i},UBND xã số {i},H{i % districts},UBND\n");
        }

        return table.ToString();
    }
}
