using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fido2Workflow.Local.Storage;

/// <summary>Tells whether a row still says what was written: SQLite itself notices damage to its pages, not to what they say.</summary>
internal static class RowDigest
{
    // Between two values, and in place of none: neither is in any text that is kept.
    private const string Separator = "\u001f";
    private const string Nothing = "\u0000";

    /// <summary>Of a row's values, in order: text, whole numbers, and null.</summary>
    public static string Of(IEnumerable<object?> values) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(Separator, values.Select(value => value is null or DBNull ? Nothing : Convert.ToString(value, CultureInfo.InvariantCulture))))));
}
