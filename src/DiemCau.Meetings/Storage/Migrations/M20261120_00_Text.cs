using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DiemCau.Meetings.Storage.Migrations;

/// <summary>Searching without accents and sorting as Vietnamese does.</summary>
[DbContext(typeof(DiemCauDb))]
[Migration("20261120_00_Text")]
internal sealed class M20261120_00_Text : SqlMigration
{
    // Decomposed (NFD), an accented letter is a base letter and combining marks U+0300–U+036F; only đ does not decompose.
    // Lowered last and under "C", so that the result is the same in every locale and the function may be indexed.
    protected override string Sql => """
        create function fold(text text) returns text language sql immutable strict parallel safe as $$
          select lower(regexp_replace(translate(normalize(text, NFD), 'đĐ', 'dD'), '[\u0300-\u036f]', '', 'g') collate "C")
        $$;

        create collation vietnamese (provider = icu, locale = 'vi');
        """;
}
