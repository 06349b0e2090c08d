using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Posted interrupts. Source: vtd.md 1.2 (both formats); Linux <c>struct pi_desc</c>. The fault codes 0x27 and 0x28 are not verified.</summary>
public sealed class PostedInterruptTests
{
    private const ulong Descriptor = 0x12_3456_7FC0;

    private readonly VtdUnit unit = new(VtdUnit.With(VtdCapabilities.Server.WithPostedInterrupts()));
    private readonly ulong[] words = new ulong[PostedInterruptDescriptor.Words];

    public PostedInterruptTests() => unit.Memory.Map(Descriptor, words);

    // vtd.md 1.2: 63:38 PDA[31:6], 127:96 PDA[63:32], 14 URG, 15 IM
    [Fact]
    public void The_fields_of_a_posted_entry_are_where_the_source_has_them()
    {
        var entry = Irte.Post(Descriptor, urgent: true, 0x41, VtdUnit.Nic, SourceValidation.RequesterId);

        Assert.Equal(0x3456_7FC0_0041_C001UL, entry.Low);
        Assert.Equal(0x0000_0012_0004_0010UL, entry.High);
        Assert.Equal((Descriptor, true, true, (byte)0x41), (entry.DescriptorAddress, entry.Posted, entry.Urgent, entry.Vector));
    }

    [Theory]
    [InlineData(0x20)]
    [InlineData(0x3F)]
    [InlineData(0x40)]
    [InlineData(0xFF)]
    public void The_vector_is_posted_and_the_notification_vector_sent(byte vector)
    {
        words[4] = PostedInterruptDescriptor.ControlWord(0xF2, destination: 0x0300);
        unit.Write(5, Posted(vector));

        var result = unit.Fire(5);

        Assert.Equal((FaultReason.None, RemapKind.PostedWithNotification, (byte)0xF2, 3u), (result.Fault, result.Kind, result.Vector, result.Destination));
        Assert.Equal(1UL << (vector % 64), words[vector / 64]);
        Assert.True(new PostedInterruptDescriptor(words).Outstanding);
    }

    [Fact]
    public void With_EIME_the_notification_goes_to_a_32_bit_destination()
    {
        var extended = new VtdUnit(VtdUnit.With(VtdCapabilities.Server.WithPostedInterrupts()), extendedMode: true);
        extended.Memory.Map(Descriptor, words);
        words[4] = PostedInterruptDescriptor.ControlWord(0xF2, destination: 0x10203);
        extended.Write(5, Posted(0x41));

        Assert.Equal(0x10203u, extended.Fire(5).Destination);
    }

    [Fact]
    public void While_a_notification_is_outstanding_no_second_one_is_sent()
    {
        unit.Write(5, Posted(0x41));
        unit.Write(6, Posted(0x42));
        unit.Fire(5);

        Assert.Equal(RemapKind.PostedQuietly, unit.Fire(6).Kind);
        Assert.Equal(6UL, words[1]);
    }

    [Theory]
    [InlineData(false, RemapKind.PostedQuietly)]
    [InlineData(true, RemapKind.PostedWithNotification)]
    internal void A_suppressed_notification_is_sent_for_urgent_interrupts_only(bool urgent, RemapKind expected)
    {
        words[4] = PostedInterruptDescriptor.ControlWord(0xF2, 0, suppressed: true);
        unit.Write(5, Irte.Post(Descriptor, urgent, 0x41, VtdUnit.Nic, SourceValidation.RequesterId));

        Assert.Equal(expected, unit.Fire(5).Kind);
        Assert.Equal(2UL, words[1]);
    }

    [Fact]
    public void A_posted_entry_is_cached_too()
    {
        unit.Write(5, Posted(0x41));
        unit.Fire(5);
        unit.Write(5, default);

        Assert.Equal(RemapKind.PostedQuietly, unit.Fire(5).Kind);
    }

    // vtd.md 1.2, reserved bits of the posted format; 1.6, 24h
    [Theory]
    [InlineData(2, false)]
    [InlineData(7, false)]
    [InlineData(12, false)]
    [InlineData(13, false)]
    [InlineData(24, false)]
    [InlineData(37, false)]
    [InlineData(20, true)]
    [InlineData(31, true)]
    public void A_reserved_bit_in_a_posted_entry_faults_with_24(int bit, bool high)
    {
        var good = Posted(0x41);
        unit.Write(5, high ? good with { High = good.High | (1UL << bit) } : good with { Low = good.Low | (1UL << bit) });

        Assert.Equal(FaultReason.ReservedFieldInEntry, unit.Fire(5).Fault);
        Assert.Equal(0UL, words[1]);
    }

    [Fact]
    public void Without_CAP_PI_a_posted_entry_faults_with_24()
    {
        var plain = new VtdUnit();
        plain.Write(5, Posted(0x41));

        Assert.Equal(FaultReason.ReservedFieldInEntry, plain.Fire(5).Fault);
    }

    [Fact]
    public void The_source_id_of_a_posted_entry_is_verified_before_anything_is_posted()
    {
        unit.Write(5, Posted(0x41));

        Assert.Equal(FaultReason.SourceIdMismatch, unit.Fire(5, VtdUnit.Other).Fault);
        Assert.Equal(0UL, words[1]);
    }

    // vtd.md 1.6: 27h, 28h, unverified
    [Fact]
    public void A_descriptor_that_cannot_be_read_faults_with_27()
    {
        unit.Write(5, Irte.Post(0x4000, false, 0x41, VtdUnit.Nic, SourceValidation.RequesterId));

        Assert.Equal(FaultReason.PostedDescriptorAccessFailed, unit.Fire(5).Fault);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(4, 15)]
    [InlineData(4, 24)]
    [InlineData(5, 0)]
    [InlineData(7, 63)]
    public void A_reserved_bit_in_the_descriptor_faults_with_28(int word, int bit)
    {
        words[word] |= 1UL << bit;
        unit.Write(5, Posted(0x41));

        Assert.Equal(FaultReason.ReservedFieldInPostedDescriptor, unit.Fire(5).Fault);
        Assert.Equal(0UL, words[1]);
    }

    private static Irte Posted(byte vector) => Irte.Post(Descriptor, urgent: false, vector, VtdUnit.Nic, SourceValidation.RequesterId);
}
