using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// A machine as firmware and <c>lspci</c> describe it. A <see cref="Machine"/> takes part in one run only, so this makes as many equal
/// ones as are wanted.
/// </summary>
public sealed record ImportedMachine
{
    internal ImportedMachine()
    {
    }

    /// <summary>What messages and reports call it.</summary>
    public required string Name { get; init; }

    /// <summary>The table that it comes from.</summary>
    public required DmarTable Table { get; init; }

    /// <summary>The remapping units that software sees, in the order of the table: those with registers of their own.</summary>
    public required ImmutableArray<Drhd> Units { get; init; }

    /// <summary>The buses that no bridge leads to, by segment and number.</summary>
    public required ImmutableArray<(int Segment, byte Number)> RootBuses { get; init; }

    /// <summary>The functions, by address. VFs are not among them.</summary>
    public required ImmutableArray<ImportedFunction> Functions { get; init; }

    /// <summary>The VFs that were enabled when the dump was made, each with its PF. They are left out of <see cref="Functions"/>.</summary>
    public required ImmutableSortedDictionary<Bdf, Bdf> EnabledVirtualFunctions { get; init; }

    /// <summary>
    /// The defect of the table over which system software turns VT-d off: a register base that is none, no unit at all, an address width
    /// below a page. Null for a usable table.
    /// </summary>
    public required AcpiProblem? Defect { get; init; }

    /// <summary>What the import had to decide, assume or leave out.</summary>
    public required ImportReport Report { get; init; }

    /// <summary>Whether the table has the flag INTR_REMAP.</summary>
    public bool FirmwareOffersRemapping => Table.Flags.HasFlag(DmarFlags.InterruptRemapping);

    /// <summary>Whether software can switch interrupt remapping on: the firmware offers it and the table is usable.</summary>
    public bool OffersInterruptRemapping => FirmwareOffersRemapping && Defect is null;

    /// <summary>All buses, by segment and number.</summary>
    public IEnumerable<(int Segment, byte Number)> Buses => RootBuses
        .Concat(Functions.Where(function => function.Bridge is not null)
            .Select(function => (function.Address.Segment, function.Bridge!.Secondary)))
        .Order();

    /// <summary>The function at an address, or null.</summary>
    public ImportedFunction? Find(Bdf address) => Functions.FirstOrDefault(function => function.Address == address);

    /// <summary>The same machine with a function more, or with another one in place of the one at its address.</summary>
    /// <param name="function">The function. Its bus must exist.</param>
    public ImportedMachine With(ImportedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!Buses.Contains((function.Address.Segment, function.Address.Bus)))
            throw new ArgumentException($"{Name} has no bus {function.Address.Segment:x4}:{function.Address.Bus:x2}.", nameof(function));
        return this with
        {
            Functions =
            [
                .. Functions.Where(other => other.Address != function.Address).Append(function).OrderBy(other => other.Address),
            ],
        };
    }

    /// <summary>Makes a machine.</summary>
    /// <param name="processors">How many processors it has, which neither source says.</param>
    public Machine CreateMachine(int processors = 4)
    {
        var machine = new Machine(Name) { Processors = processors, OffersInterruptRemapping = OffersInterruptRemapping };
        ILookup<(int, byte), ImportedFunction> functions = Functions.ToLookup(f => (f.Address.Segment, f.Address.Bus));
        foreach ((int segment, byte number) in RootBuses)
            Fill(machine.AddRootBus(number, segment), functions);
        foreach (Drhd unit in Units)
            Add(machine, unit);
        return machine;
    }

    private static void Fill(PciBus bus, ILookup<(int, byte), ImportedFunction> functions)
    {
        foreach (ImportedFunction function in functions[(bus.Segment, bus.Number)])
        {
            string place = $"{function.Address.Device:x2}.{function.Address.Function:x}";
            if (function.Bridge is not { } bridge)
            {
                bus.AddFunction(place, null, function.MsixTableSize, function.MsiVectors, function.Sriov);
                continue;
            }
            PciBridge added = bus.AddBridge(
                place, bridge.Kind, null, bridge.Secondary, bridge.Subordinate, function.MsixTableSize, function.MsiVectors);
            Fill(added.SecondaryBus, functions);
        }
    }

    private static void Add(Machine machine, Drhd unit)
    {
        RemappingUnit added = unit.IncludePciAll
            ? machine.AddCatchAllUnit(null, unit.Segment, unit.RegisterBase)
            : machine.AddRemappingUnit(null, unit.Segment, unit.RegisterBase);
        foreach (DmarScope scope in unit.Scopes)
        {
            if (Enum.IsDefined(scope.Type) && !scope.Path.IsEmpty)
            {
                added.Covers(new DeviceScope(
                    (DeviceScopeKind)scope.Type, scope.StartBus, [.. scope.Path.Select(hop => (hop.Device, hop.Function))],
                    scope.EnumerationId));
            }
        }
    }
}
