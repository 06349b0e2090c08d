namespace IrqModel.Firmware;

/// <summary>What the scopes of a table leave open, and where they and the functions of a dump disagree.</summary>
internal static class ScopeChecks
{
    /// <summary>Notes what of the remapping units' scopes cannot be taken over.</summary>
    public static void Run(DmarTable table, ImportNotes notes)
    {
        foreach (Drhd unit in table.Drhds)
        {
            foreach (DmarScope scope in unit.Scopes)
            {
                if (!Enum.IsDefined(scope.Type))
                    notes.AtOffset(scope.Offset, $"device scope of type {(byte)scope.Type}, which is not known: left out");
                else if (scope.Path.IsEmpty)
                    notes.AtOffset(scope.Offset, "device scope without a path: left out");
                else if (scope.Path.Any(hop => !hop.IsValid))
                    notes.AtOffset(scope.Offset, $"device scope {scope} has a device above 1f or a function above 7: it leads nowhere");
            }
        }
        bool namesIoApic = table.Drhds.Any(unit => unit.Scopes.Any(scope => scope.Type == DmarScopeType.IoApic));
        if (table.Flags.HasFlag(DmarFlags.InterruptRemapping) && table.Drhds.Any() && !namesIoApic)
        {
            notes.AtOffset(
                table.Drhds.First().Offset,
                "no unit names an IOAPIC: Linux leaves interrupt remapping off if the MADT has one; here it is switched on");
        }
    }

    /// <summary>Notes scopes that name functions which are not there or are something else.</summary>
    public static void Compare(DmarTable table, Topology topology, ImportNotes notes)
    {
        Dictionary<Bdf, ImportedFunction> functions = topology.Functions.ToDictionary(function => function.Address);
        foreach ((DmarRecord record, ushort segment, DmarScope scope) in Scopes(table))
        {
            if (Contradiction(segment, scope, functions) is { } what)
                notes.AtOffset(scope.Offset, $"{record.Type.ToString().ToUpperInvariant()} scope {scope}: {what}");
        }
    }

    /// <summary>The scopes that name PCI functions, of all records, with usable paths.</summary>
    public static IEnumerable<(DmarRecord Record, ushort Segment, DmarScope Scope)> Scopes(DmarTable table)
    {
        foreach (DmarRecord record in table.Records)
        {
            (ushort segment, IEnumerable<DmarScope> scopes) = record switch
            {
                Drhd unit => (unit.Segment, unit.Scopes),
                Rmrr region => (region.Segment, region.Scopes),
                Atsr ports => (ports.Segment, ports.Scopes),
                Satc caches => (caches.Segment, caches.Scopes),
                Sidp devices => (devices.Segment, devices.Scopes),
                _ => ((ushort)0, Enumerable.Empty<DmarScope>()),
            };
            foreach (DmarScope scope in scopes)
            {
                if (scope.Type is DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy
                    && !scope.Path.IsEmpty && scope.Path.All(hop => hop.IsValid))
                    yield return (record, segment, scope);
            }
        }
    }

    private static string? Contradiction(ushort segment, DmarScope scope, Dictionary<Bdf, ImportedFunction> functions)
    {
        byte bus = scope.StartBus;
        for (int i = 0; i < scope.Path.Length; i++)
        {
            var address = new Bdf(segment, bus, scope.Path[i].Device, scope.Path[i].Function);
            if (!functions.TryGetValue(address, out ImportedFunction? function))
                return $"there is no function {address}";
            bool last = i == scope.Path.Length - 1;
            if (!last && function.Bridge is null)
                return $"the path goes on behind {address}, which is no bridge";
            if (last && scope.Type == DmarScopeType.PciSubHierarchy && function.Bridge is null && function.Device?.IsBridge != true)
                return $"{address} is no bridge";
            if (last && scope.Type == DmarScopeType.PciEndpoint && function.Bridge is not null)
                return $"{address} is a bridge, and an endpoint scope does not reach what is below it";
            bus = function.Bridge?.Secondary ?? 0;
        }
        return null;
    }
}
