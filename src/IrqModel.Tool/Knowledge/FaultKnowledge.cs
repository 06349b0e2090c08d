namespace IrqModel.Tool.Knowledge;

/// <summary>What the reasons mean with which VT-d units refuse interrupts.</summary>
/// <remarks>VT-d specification, table "Interrupt Remapping Fault Conditions".</remarks>
public static class FaultKnowledge
{
    /// <summary>What a reason means for the function that sent the request.</summary>
    /// <param name="reason">The reason code; 0x20 and above are about interrupts.</param>
    public static string Meaning(int reason) => reason switch
    {
        0x20 => "the message has reserved bits set: it was not written by the interrupt code, or was corrupted",
        0x21 => "the message names an entry beyond the table: it was written for another unit or kernel (kexec, resume)",
        0x22 => "the message names an entry that is not in use: the function still sends through vectors that were freed, or its entries are in another unit's table",
        0x23 => "the unit cannot read its table",
        0x24 => "the entry has reserved bits set: the table is corrupted, or in a format that the unit does not know",
        0x25 => "the message is in compatibility format, and the unit lets none of these pass. Either the kernel allocated the function's vectors in a domain that does not remap, "
            + "or the message is not the kernel's: a guest that has the function can make it write one, and so can firmware or a kernel that ran before",
        0x26 => "the entry admits another requester id: the function sends under an id that software did not expect (a bridge or proxy above it, a DMA alias), or uses a foreign entry",
        0x27 or 0x28 => "the unit cannot use the posted-interrupt descriptor",
        _ => $"the VT-d specification has no reason 0x{reason:x2} for interrupts",
    };

    /// <summary>The reason with which a unit refuses messages whose entry is not in use.</summary>
    public const int EntryNotPresent = 0x22;

    /// <summary>The reason with which a unit refuses messages in compatibility format.</summary>
    public const int CompatibilityFormat = 0x25;

    /// <summary>What a refused message of a function means that a guest has.</summary>
    /// <param name="kernels">Where the input shows that the kernel's own message is remappable; null where it does not show it.</param>
    /// <param name="address">The function.</param>
    /// <remarks>
    /// vfio allocates the vectors on the host and writes the host's messages; what the guest writes into MSI and MSI-X does not reach the
    /// device (<c>vfio_msi_set_vector_signal()</c>). Drivers that read the message back and hand it to their device's firmware, as ath11k
    /// does, give it the guest's.
    /// </remarks>
    public static string OfGuest(string? kernels, string address) =>
        "The function is a guest's (vfio). " + (kernels is null
            ? $"Whose message it is, is not shown: sudo lspci -vvv -s {address} shows the kernel's own. "
            : $"The kernel's own message is remappable ({kernels}), so the refused one is not that. ")
        + "A driver in the guest knows the guest's message only: if it hands that to its device past MSI and MSI-X (ath11k does), or lets the device write to FEEx_xxxx as to memory, "
        + "the unit refuses it and protects the host. Then the driver in the guest or the device's firmware is at fault, and nothing outside of the guest mends it";

    /// <summary>What a message without an entry means in a kernel that another one has started.</summary>
    public const string OfKernelBefore =
        "The log is of a kernel that another one has started (kdump, kexec): the function may send still what the kernel before had set up, until its driver has reset it";

    /// <summary>What a refused message means that comes from an IOAPIC or HPET, or may.</summary>
    public const string OfInterruptSource = "From an IOAPIC or HPET, once while the kernel switches remapping on, it is what firmware left pending, and harmless";

    /// <summary>The host that stands for the kernels whose IOMMU driver skips VFs.</summary>
    internal const string HostThatSkipsVfs = "linux-5.10-rc3";

    /// <summary>The first version after them.</summary>
    internal const string FirstThatTakesVfs = "5.10-rc4";

    /// <summary>The defect of Linux 5.10-rc1 to rc3, as far as a refused message fits it.</summary>
    /// <param name="isVirtual">Whether the sender is a VF; null where nothing shows it.</param>
    /// <param name="isKernelKnown">Whether the input shows such a kernel.</param>
    public static string VfsSkipped(bool? isVirtual, bool isKernelKnown)
    {
        string[] conditions = [.. isVirtual == true ? [] : (string[])["it is a VF"], .. isKernelKnown ? [] : (string[])["the kernel is Linux 5.10-rc1 to 5.10-rc3"]];
        var condition = conditions.Length == 0 ? "" : $"if {string.Join(" and ", conditions)}: ";
        return $"{condition}the IOMMU driver of that kernel skips VFs, so all messages of VFs are in compatibility format. ff828729be44 mends it, in Linux {FirstThatTakesVfs}";
    }
}
