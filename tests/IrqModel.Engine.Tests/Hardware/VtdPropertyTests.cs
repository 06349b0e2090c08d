using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Random tables and requests, half of them nearly right, against <see cref="VtdOracle"/>.</summary>
public sealed class VtdPropertyTests
{
    private const int Rounds = 100_000;
    private const int Entries = 64;

    [Theory]
    [InlineData(1, false, false, 0)]
    [InlineData(2, false, true, 0)]
    [InlineData(3, true, false, 0)]
    [InlineData(4, true, true, 8)]
    [InlineData(5, false, true, 1024)]
    public void Hardware_and_oracle_agree(int seed, bool extended, bool compatibilityPasses, int cacheLines)
    {
        var random = new Random(seed);
        var words = new ulong[2 * Entries];
        var table = new UInt128[Entries];
        var hardware = new RemappingHardware(
            new Machine("m").AddCatchAllUnit(), new VtdConfiguration { EntryCacheLines = cacheLines });
        hardware.SetQueuedInvalidation(true);
        hardware.WriteTableAddress(words, extended);
        hardware.SetTablePointer();
        hardware.SetRemappingEnabled(true);
        hardware.SetCompatibilityPasses(compatibilityPasses);
        var seen = new HashSet<int>();
        for (var round = 0; round < Rounds; round++)
        {
            var index = random.Next(Entries);
            var requester = (ushort)random.Next(0x1_0000);
            var entry = RandomEntry(random, requester, extended);
            (words[2 * index], words[(2 * index) + 1]) = (entry.Low, entry.High);
            table[index] = new UInt128(entry.High, entry.Low);
            hardware.Submit(InvalidationDescriptor.Entries(index, 0));
            var (address, data) = RandomMessage(random, index);

            var expected = VtdOracle.Decide(address, data, requester, table, extended, compatibilityPasses);
            var result = hardware.Request(new MsiMessage(address, data), new RequesterId(requester));

            Assert.Equal(
                expected,
                ((int)result.Fault, result.Vector, result.Destination, (int)result.DeliveryMode, result.LogicalDestination,
                    result.LevelTriggered, result.RedirectionHint));
            seen.Add(expected.Fault);
        }

        // The generator reaches every verdict that a table in memory can give.
        Assert.Subset(seen, new HashSet<int> { 0, 0x20, 0x21, 0x22, 0x24, 0x26 });
        Assert.Equal(extended || !compatibilityPasses, seen.Contains(0x25));
    }

    private static Irte RandomEntry(Random random, ushort requester, bool extended)
    {
        var low = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        var high = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        if (random.Next(8) == 0) return new(low, high);

        // Nearly right: no reserved bits, present, and a source-id near the requester's; then perhaps one bit turned.
        low = (low & ~0xFF00_F000UL) | 1;
        if (!extended) low &= ~0xFFFF_00FF_0000_0000UL;
        var near = random.Next(3) switch
        {
            0 => requester,
            1 => (ushort)(requester ^ random.Next(16)),
            _ => (ushort)((Math.Max(0, (requester >> 8) - random.Next(3)) << 8) | Math.Min(255, (requester >> 8) + random.Next(3))),
        };
        high = near | (high & 0xF_0000);
        if (random.Next(3) != 0) return new(low, high);
        var bit = random.Next(128);
        return bit < 64 ? new(low ^ (1UL << bit), high) : new(low, high ^ (1UL << (bit - 64)));
    }

    private static (ulong Address, uint Data) RandomMessage(Random random, int index)
    {
        var subhandle = random.Next(index + 1);
        var message = MsiMessage.Remappable(index - subhandle, (ushort)subhandle);
        return random.Next(8) switch
        {
            0 => (0xFEE0_0000 | (ulong)random.Next(0x10_0000), (uint)random.NextInt64(1L << 32)),
            1 => (message.Address ^ (1UL << random.Next(64)), message.Data),
            2 => (message.Address, message.Data ^ (1u << random.Next(32))),
            3 => (message.Address ^ 8, message.Data),
            _ => (message.Address, message.Data),
        };
    }
}
