using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Random device entries, table entries and messages against an oracle written from vtd.md 2.</summary>
public sealed class AmdPropertyTests
{
    private const int Rounds = 50_000;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Hardware_and_oracle_agree(int seed, bool wide)
    {
        var random = new Random(seed);
        var unit = new AmdUnit(wide ? AmdControl.GuestApicEnable | AmdControl.X2ApicEnable : AmdControl.None);
        var seen = new HashSet<FaultReason>();
        for (var round = 0; round < Rounds; round++)
        {
            var data = (uint)random.Next(700) | (random.Next(10) == 0 ? (uint)random.Next(8) << 8 : 0);
            var index = (int)data;
            var low = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            var entry = new AmdIrte(wide ? low : (uint)low & (random.Next(4) == 0 ? uint.MaxValue : 0x00FF_FFFF), wide ? ~low : 0, wide);
            unit.Write(index, entry);
            var length = random.Next(5) == 0 ? random.Next(16) : 9;
            var device = (low >> 5 & 0x0700_0000_0000_0001) | (random.Next(8) == 0 ? 0 : 1UL) | ((ulong)length << 1) | AmdUnit.InterruptTable
                | ((ulong)(random.Next(3) == 0 ? random.Next(4) : 2) << 60);
            unit.SetDevice(AmdUnit.Nic, new(device));
            var message = new MsiMessage(0xFEE0_0000 | (ulong)random.Next(0x10_0000), data);

            var expected = Decide(device, entry, message, wide);
            var result = unit.Hardware.Request(message, AmdUnit.Nic);

            Assert.Equal(expected.Fault, result.Fault);
            if (expected.Fault == FaultReason.None)
                Assert.Equal((expected.Vector, expected.Destination), (result.Vector, result.Destination));
            seen.Add(expected.Fault);
        }

        Assert.Subset(seen, new HashSet<FaultReason>
        {
            FaultReason.None, FaultReason.AmdIllegalDeviceTableEntry, FaultReason.AmdInterruptsAborted, FaultReason.AmdTypeNotPassed,
            FaultReason.AmdIndexOutOfRange, FaultReason.AmdEntryNotEnabled, FaultReason.AmdReservedFieldInEntry,
        });
    }

    private static (FaultReason Fault, byte Vector, uint Destination) Decide(
        ulong device, AmdIrte entry, MsiMessage message, bool wide)
    {
        var passed = (FaultReason.None, (byte)message.Data, (uint)(message.Address >> 12 & 0xFF));
        if (device % 2 == 0) return passed;
        var length = (int)(device >> 1 & 15);
        var control = device >> 60 & 3;
        if (length > 11 || control == 3) return (FaultReason.AmdIllegalDeviceTableEntry, 0, 0);
        switch (message.Data >> 8 & 7)
        {
            case 0 or 1:
                break;
            case var type:
                var pass = type switch { 3 => 58, 4 => 56, 6 => 57, _ => -1 };
                return pass > 0 && (device >> pass & 1) == 1 && (message.Address & 4) == 0 ? passed : (FaultReason.AmdTypeNotPassed, 0, 0);
        }

        if (control == 0) return (FaultReason.AmdInterruptsAborted, 0, 0);
        if (control == 1) return passed;
        var asked = (int)(message.Data & 0x7FF);
        if (asked >= 1 << length) return (FaultReason.AmdIndexOutOfRange, 0, 0);
        if ((entry.Low & 1) == 0) return (FaultReason.AmdEntryNotEnabled, 0, 0);
        if ((entry.Low & 0x80) != 0 || (!wide && entry.Low >> 24 != 0)) return (FaultReason.AmdReservedFieldInEntry, 0, 0);
        return wide
            ? (FaultReason.None, (byte)entry.High, (uint)(entry.Low >> 8 & 0xFF_FFFF) | (uint)(entry.High >> 56) << 24)
            : (FaultReason.None, (byte)(entry.Low >> 16), (byte)(entry.Low >> 8));
    }
}
