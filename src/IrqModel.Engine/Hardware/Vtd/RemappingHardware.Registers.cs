namespace IrqModel.Engine;

/// <content>Registers and commands.</content>
internal sealed partial class RemappingHardware
{
    private const ulong ExtendedModeBit = 1UL << 11;
    private const ulong PageMask = 0xFFF;
    private const uint QueueErrorBit = 1u << 4;

    // Where WriteTableAddress puts tables that come without an address, and an address where nothing is.
    private const ulong TableWindow = 0x10_0000_0000;
    private const ulong Unreadable = 0x20_0000_0000;

    private ulong tableAddress;

    /// <summary>GSTS.</summary>
    public GlobalCommand Status { get; private set; }

    /// <summary>GSTS.CFIS.</summary>
    public bool CompatibilityPasses => (Status & GlobalCommand.CompatibilityFormat) != 0;

    public ulong Read(VtdRegister register) => register switch
    {
        VtdRegister.Capability => Capabilities.Capability,
        VtdRegister.ExtendedCapability => Capabilities.Extended,
        VtdRegister.GlobalStatus => (uint)Status,
        VtdRegister.FaultStatus => Faults.Status | (queueError ? QueueErrorBit : 0),
        VtdRegister.FaultEventControl => Faults.EventControl,
        VtdRegister.FaultEventData => Faults.EventMessage.Data,
        VtdRegister.FaultEventAddress => (uint)Faults.EventMessage.Address,
        VtdRegister.FaultEventUpperAddress => Faults.EventMessage.Address >> 32,
        VtdRegister.InvalidationQueueHead => queueHead,
        VtdRegister.InvalidationQueueTail => queueTail,
        VtdRegister.InvalidationQueueAddress => queueAddress,
        VtdRegister.InterruptRemappingTableAddress => tableAddress,
        _ => 0,
    };

    public void Write(VtdRegister register, ulong value)
    {
        switch (register)
        {
            case VtdRegister.GlobalCommand:
                Command((GlobalCommand)(uint)value);
                break;
            case VtdRegister.FaultStatus:
                Faults.ClearStatus((uint)value);
                if ((value & QueueErrorBit) != 0) queueError = false;
                break;
            case VtdRegister.FaultEventControl:
                Faults.EventControl = (uint)value;
                break;
            case VtdRegister.FaultEventData:
                Faults.EventMessage = Faults.EventMessage with { Data = (uint)value };
                break;
            case VtdRegister.FaultEventAddress:
                Faults.EventMessage = Faults.EventMessage with { Address = (Faults.EventMessage.Address & ~0xFFFF_FFFFUL) | (uint)value };
                break;
            case VtdRegister.FaultEventUpperAddress:
                Faults.EventMessage = Faults.EventMessage with { Address = (uint)Faults.EventMessage.Address | (value << 32) };
                break;
            case VtdRegister.InvalidationQueueTail:
                queueTail = value & QueuePointerMask;
                RunQueue();
                break;
            case VtdRegister.InvalidationQueueAddress:
                queueAddress = value;
                queueHead = queueTail = 0;
                break;
            case VtdRegister.InterruptRemappingTableAddress:
                // EIME is reserved, hence not kept, without ECAP.EIM.
                tableAddress = Capabilities.ExtendedInterruptMode ? value : value & ~ExtendedModeBit;
                break;
        }
    }

    /// <summary>Writes IRTA. Takes effect with <see cref="SetTablePointer"/>.</summary>
    /// <param name="words">
    /// The table: two words an entry, 2 to 65,536 entries, a power of two; null for an address that cannot be read.
    /// </param>
    /// <param name="extendedMode">EIME.</param>
    public void WriteTableAddress(ulong[]? words, bool extendedMode)
    {
        var address = Unreadable;
        var size = 0xF;
        if (words is not null)
        {
            if (words.Length is < 4 or > 131_072 || !int.IsPow2(words.Length))
                throw new ArgumentException("A table has 2 to 65,536 entries, a power of two.", nameof(words));
            address = TableWindow;
            size = int.Log2(words.Length) - 2;
            memory.Map(address, words);
        }

        Write(VtdRegister.InterruptRemappingTableAddress, address | (extendedMode ? ExtendedModeBit : 0) | (uint)size);
    }

    /// <summary>GCMD.SIRTP: latches table address, size and EIME.</summary>
    public void SetTablePointer() => Command((Status & GlobalCommand.Lasting) | GlobalCommand.SetInterruptTablePointer);

    /// <summary>GCMD.IRE.</summary>
    public void SetRemappingEnabled(bool value) => Change(GlobalCommand.InterruptRemapping, value);

    /// <summary>GCMD.CFI.</summary>
    public void SetCompatibilityPasses(bool value) => Change(GlobalCommand.CompatibilityFormat, value);

    /// <summary>GCMD.QIE.</summary>
    public void SetQueuedInvalidation(bool value) => Change(GlobalCommand.QueuedInvalidation, value);

    private void Change(GlobalCommand bit, bool value)
    {
        var lasting = Status & GlobalCommand.Lasting;
        Command(value ? lasting | bit : lasting & ~bit);
    }

    // A write may change one bit. With several the specification leaves open what happens; here, nothing does.
    private void Command(GlobalCommand value)
    {
        var changed = ((value ^ Status) & GlobalCommand.Lasting) | (value & GlobalCommand.Once);
        if (!uint.IsPow2((uint)changed))
        {
            if (changed != 0) Misused(MisuseKind.SeveralCommandsInOneWrite, (uint)value);
            return;
        }

        const GlobalCommand OfInterruptRemapping =
            GlobalCommand.CompatibilityFormat | GlobalCommand.SetInterruptTablePointer | GlobalCommand.InterruptRemapping;
        if ((changed & OfInterruptRemapping) != 0 && !Capabilities.InterruptRemapping) return;
        if (changed == GlobalCommand.QueuedInvalidation && !Capabilities.QueuedInvalidation) return;

        // Of the commands that are done once, all but WBF and SFL leave their bit in GSTS as "done".
        Status = (changed & GlobalCommand.Lasting) != 0 ? Status ^ changed : Status | (changed & ~GlobalCommand.WriteBufferFlush);
        switch (changed)
        {
            case GlobalCommand.SetInterruptTablePointer:
                LatchTable();
                break;
            case GlobalCommand.InterruptRemapping:
                SwitchRemapping((Status & GlobalCommand.InterruptRemapping) != 0);
                break;
            case GlobalCommand.QueuedInvalidation:
                queueHead = 0;
                break;
        }
    }

    private void SwitchRemapping(bool on)
    {
        remappedFormat = on ? Remappable : ulong.MaxValue;
        if (on && (Status & GlobalCommand.SetInterruptTablePointer) == 0) Misused(MisuseKind.RemappingEnabledWithoutTable, tableAddress);

        // VT-d 11.4.4: with ESIRTPS, switching off invalidates too.
        if (!on && Capabilities.EnhancedSetTablePointer) cache.Invalidate();
    }

    private void LatchTable()
    {
        entries = 2 << (int)(tableAddress & 0xF);
        var address = tableAddress & ~PageMask;
        var width = (1UL << configuration.HostAddressWidth) - 1;
        if ((address & ~width) != 0)
        {
            Misused(MisuseKind.AddressBeyondHostWidth, tableAddress);
            address &= width;
        }

        var bytes = (ulong)entries * 16;
        if (bytes > PageMask + 1 && (address & (bytes - 1)) != 0)
        {
            Misused(MisuseKind.TableNotAligned, tableAddress);
            address &= ~(bytes - 1);
        }

        readableEntries = memory.TryFind(address, out table, out tableStart) ? Math.Min(entries, (table.Length - tableStart) / 2) : 0;
        ApplyMode((tableAddress & ExtendedModeBit) != 0);

        // Without ESIRTPS the entries of the old table stay in the cache until software invalidates it.
        if (Capabilities.EnhancedSetTablePointer) cache.Invalidate();
    }
}
