using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// Makes machines of what firmware and <c>lspci</c> say. Real data is incomplete and contradicts itself; nothing in it makes an import
/// fail, and whatever had to be decided, assumed or left out is in the <see cref="ImportReport"/>.
/// </summary>
public static class MachineImporter
{
    /// <summary>
    /// A machine of the units of a DMAR table and the functions of a dump. Without a dump the functions are those that the table's device
    /// scopes name; bridges among them get bus numbers that are made up.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="dump">The functions; null for those of the table.</param>
    public static ImportedMachine Import(DmarTable table, LspciDump? dump = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return dump is null ? Import(table, null, null) : Import(table, dump.Devices, dump.Name);
    }

    /// <summary>A machine of the units of a DMAR table and functions read by other means, from sysfs for instance.</summary>
    /// <param name="table">The table.</param>
    /// <param name="devices">The functions; null for those of the table.</param>
    /// <param name="source">What the machine's name calls the source of the functions.</param>
    public static ImportedMachine Import(DmarTable table, IReadOnlyList<PciDeviceInfo>? devices, string? source)
    {
        ArgumentNullException.ThrowIfNull(table);
        var notes = new ImportNotes();
        ImmutableArray<Drhd> units = UnitsOf(table, notes);
        ScopeChecks.Run(table, notes);
        Topology topology = devices is null ? new ScopeTopology(table, notes).Build() : new DumpTopology(devices, notes).Build();
        if (devices is not null)
            ScopeChecks.Compare(table, topology, notes);
        return new ImportedMachine
        {
            Name = source is null ? table.Name : $"{table.Name} with {source}",
            Table = table,
            Units = units,
            RootBuses = topology.RootBuses,
            Functions = topology.Functions,
            EnabledVirtualFunctions = topology.VirtualFunctions,
            Defect = DefectOf(table),
            Report = notes.ToReport(),
        };
    }

    // Linux dmar_parse_one_drhd(): a unit whose registers are known already is the same unit.
    private static ImmutableArray<Drhd> UnitsOf(DmarTable table, ImportNotes notes)
    {
        var units = ImmutableArray.CreateBuilder<Drhd>();
        var known = new HashSet<(ushort, ulong)>();
        foreach (Drhd unit in table.Drhds)
        {
            if (known.Add((unit.Segment, unit.RegisterBase)))
                units.Add(unit);
            else
                notes.AtOffset(unit.Offset, $"a second DRHD of the unit at 0x{unit.RegisterBase:X}: left out, as Linux does");
        }
        return units.ToImmutable();
    }

    // Linux parse_dmar_table(), dmar_validate_one_drhd(). Other defects Linux lives with.
    private static AcpiProblem? DefectOf(DmarTable table)
    {
        const int WidthOffset = 36;
        const int BitsOfPage = 12;
        const int BaseOffset = 8;
        HashSet<int> fatal =
            [.. table.Drhds.Where(unit => unit.RegisterBase is 0 or ulong.MaxValue).Select(unit => unit.Offset + BaseOffset)];
        bool hasUnit = table.Drhds.Any();
        return table.Problems.FirstOrDefault(problem => problem.Severity == AcpiSeverity.Error
            && (!hasUnit || fatal.Contains(problem.Offset) || (problem.Offset == WidthOffset && table.HostAddressWidth < BitsOfPage)));
    }
}
