using System.Collections.Frozen;

namespace DiemCau.Meetings.Accounts;

/// <summary>
/// Words that passwords are most often made of, in both languages. A password is common when nothing but digits and signs
/// surround such a word: "Matkhau@2026".
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "", "password", "passwd", "passw0rd", "p@ssw0rd", "p@ssword", "pass", "qwerty", "qwertyuiop", "qwert", "asdf", "asdfgh", "asdfghjkl",
        "zxcvbn", "zxcvbnm", "abc", "abcd", "abcdef", "abcdefgh", "admin", "administrator", "root", "user", "guest", "test", "demo", "welcome",
        "letmein", "iloveyou", "monkey", "dragon", "master", "login", "hello", "secret", "changeme", "default", "computer", "internet",
        "matkhau", "matkhaumoi", "matkhaucu", "taikhoan", "nguoidung", "quantri", "quantrivien", "dangnhap", "vietnam", "hanoi", "saigon",
        "hochiminh", "danang", "haiphong", "cantho", "hue", "anhyeuem", "emyeuanh", "yeuem", "khongbiet", "khongco", "xinchao", "chaoban",
        "congty", "vanphong", "ubnd", "ubndtinh", "ubndxa", "ubndhuyen", "uybannhandan", "hoinghi", "truyenhinh", "hoinghitruyenhinh",
        "diemcau", "phonghop", "tructuyen", "nguyen", "trung", "thang", "hoang", "khanh", "phuong", "thanh",
    }.ToFrozenSet();

    public static bool Contains(string password)
    {
        var word = password.ToLowerInvariant().Trim("0123456789!@#$%^&*()-_=+.,?/\\|~` ".ToCharArray());
        return Words.Contains(word) || password.Distinct().Count() < 5;
    }
}
