using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>GCMD and GSTS. Source: vtd.md 1.3, from the processor datasheets' register pages and Linux.</summary>
public sealed class GlobalCommandTests
{
    private readonly RemappingHardware hardware = new(new Machine("m").AddCatchAllUnit());

    // vtd.md 1.3: "Two GCMD bits may not be changed in one write" [D]
    [Fact]
    public void Two_bits_changed_in_one_write_are_a_misuse_and_have_no_effect()
    {
        hardware.Write(VtdRegister.GlobalCommand, (ulong)(GlobalCommand.QueuedInvalidation | GlobalCommand.SetInterruptTablePointer));

        Assert.Equal(GlobalCommand.None, hardware.Status);
        Assert.Equal(MisuseKind.SeveralCommandsInOneWrite, Assert.Single(hardware.Misuses).Kind);
    }

    [Fact]
    public void Setting_one_bit_and_clearing_another_in_one_write_is_the_same_misuse()
    {
        hardware.SetQueuedInvalidation(true);

        hardware.Write(VtdRegister.GlobalCommand, (ulong)GlobalCommand.CompatibilityFormat);

        Assert.Equal(GlobalCommand.QueuedInvalidation, hardware.Status);
        Assert.Equal(MisuseKind.SeveralCommandsInOneWrite, Assert.Single(hardware.Misuses).Kind);
    }

    [Fact]
    public void A_write_that_changes_nothing_is_no_misuse()
    {
        hardware.SetQueuedInvalidation(true);
        hardware.SetQueuedInvalidation(true);

        Assert.Empty(hardware.Misuses);
    }

    // vtd.md 1.3: the order of Linux's iommu_set_irq_remapping() and iommu_enable_irq_remapping()
    [Fact]
    public void The_order_of_Linux_leaves_the_status_bits_it_waits_for_and_no_misuse()
    {
        hardware.WriteTableAddress(new ulong[8], extendedMode: false);
        hardware.Write(VtdRegister.GlobalCommand, (ulong)GlobalCommand.QueuedInvalidation);
        hardware.Write(VtdRegister.GlobalCommand, (ulong)(GlobalCommand.QueuedInvalidation | GlobalCommand.SetInterruptTablePointer));
        Assert.True(hardware.Submit(InvalidationDescriptor.AllEntries));
        hardware.Write(VtdRegister.GlobalCommand, (ulong)(GlobalCommand.QueuedInvalidation | GlobalCommand.InterruptRemapping));

        Assert.Equal(0x0700_0000u, hardware.Read(VtdRegister.GlobalStatus));
        Assert.Empty(hardware.Misuses);
    }

    [Theory]
    [InlineData(GlobalCommand.QueuedInvalidation, 26)]
    [InlineData(GlobalCommand.InterruptRemapping, 25)]
    [InlineData(GlobalCommand.SetInterruptTablePointer, 24)]
    [InlineData(GlobalCommand.CompatibilityFormat, 23)]
    internal void Each_command_has_its_status_at_the_same_bit(GlobalCommand command, int bit)
    {
        hardware.Write(VtdRegister.GlobalCommand, (ulong)command);

        Assert.Equal(1UL << bit, hardware.Read(VtdRegister.GlobalStatus));
    }

    // vtd.md 1.3: IRE comes after SIRTP
    [Fact]
    public void Remapping_enabled_before_any_table_pointer_is_a_misuse_and_faults_with_23()
    {
        hardware.SetRemappingEnabled(true);

        Assert.Equal(MisuseKind.RemappingEnabledWithoutTable, Assert.Single(hardware.Misuses).Kind);
        Assert.Equal(FaultReason.TableAccessFailed, hardware.Request(MsiMessage.Remappable(0, 0), VtdUnit.Nic).Fault);
    }

    // vtd.md 1.3: ECAP bits 1 and 3
    [Fact]
    public void A_unit_that_cannot_remap_ignores_the_commands_of_remapping()
    {
        var unable = new RemappingHardware(
            new Machine("m").AddCatchAllUnit(), VtdUnit.With(VtdCapabilities.Server.WithoutInterruptRemapping()));

        unable.SetTablePointer();
        unable.SetRemappingEnabled(true);
        unable.SetCompatibilityPasses(true);

        Assert.Equal(GlobalCommand.None, unable.Status);
        Assert.False(unable.RemappingEnabled);
    }

    // vtd.md 1.3: CAP and ECAP fields
    [Fact]
    public void Capabilities_are_where_the_registers_have_them()
    {
        var capabilities = new VtdCapabilities((1UL << 59) | (1UL << 62) | (7UL << 40) | (0x20UL << 24), 0x00A0_001A);

        Assert.True(capabilities.PostedInterrupts && capabilities.EnhancedSetTablePointer);
        Assert.Equal((8, 0x200), (capabilities.FaultRegisters, capabilities.FaultRegisterOffset));
        Assert.True(capabilities.QueuedInvalidation && capabilities.InterruptRemapping && capabilities.ExtendedInterruptMode);
        Assert.Equal(10, capabilities.MaximumHandleMask);
        Assert.Equal(capabilities.Extended, new VtdCapabilities(0, 0xA0_001A).Extended);
    }
}
