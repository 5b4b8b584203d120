using System.Text;

namespace Fido2Workflow.TenantSimulator;

/// <summary>
/// FNV-1a over explicit parts, mixed at the end. It stands where others draw a random number: the same parts give the
/// same answer in every process, so a tenant's past can be computed again.
/// </summary>
internal readonly record struct StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly ulong _state;

    private StableHash(ulong state) => _state = state;

    public static StableHash Seeded(long seed) => new StableHash(Offset).And(seed);

    public StableHash And(string part)
    {
        Span<byte> buffer = stackalloc byte[512];
        ReadOnlySpan<byte> bytes = Encoding.UTF8.TryGetBytes(part, buffer, out var written)
            ? buffer[..written]
            : Encoding.UTF8.GetBytes(part);
        var state = _state;
        foreach (var value in bytes)
            state = (state ^ value) * Prime;
        return new((state ^ 0xFF) * Prime); // a separator no UTF-8 text holds: ("ab","c") is not ("a","bc")
    }

    public StableHash And(long part)
    {
        var state = _state;
        for (var shift = 0; shift < 64; shift += 8)
            state = (state ^ (byte)(part >> shift)) * Prime;
        return new(state);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Mix(_state) % (ulong)bound);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(int perHundred) => Below(100) < perHundred;

    public Guid ToGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Mix(_state));
        BitConverter.TryWriteBytes(bytes[8..], Mix(_state ^ Prime));
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
