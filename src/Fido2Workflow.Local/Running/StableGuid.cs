using System.Security.Cryptography;
using System.Text;

namespace Fido2Workflow.Local.Running;

/// <summary>Ids that come out the same again: a name-based UUID (version 8, SHA-256) of explicit parts.</summary>
internal static class StableGuid
{
    public static Guid Of(string instanceId, int execution, int number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}\n{execution}\n{number}")).AsSpan(0, 16);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
