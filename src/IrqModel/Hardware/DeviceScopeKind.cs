namespace IrqModel;

/// <summary>What a device scope names (VT-d specification, table of device scope structure types).</summary>
public enum DeviceScopeKind
{
    /// <summary>Type 1: one function.</summary>
    Endpoint = 1,

    /// <summary>Type 2: a bridge and everything below it.</summary>
    Bridge = 2,

    /// <summary>Type 3: an IOAPIC, by its id in the MADT.</summary>
    IoApic = 3,

    /// <summary>Type 4: an HPET, by its number.</summary>
    Hpet = 4,

    /// <summary>Type 5: a device in the ACPI namespace, by the number of its ANDD record.</summary>
    AcpiNamespace = 5,
}
