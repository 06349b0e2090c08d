using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// What the kernel log of an input says about interrupts, IOMMUs and PCI functions. A log of several boots is several of these.
/// </summary>
public sealed record KernelLog
{
    /// <summary>The input.</summary>
    public required string Source { get; init; }

    /// <summary>The first line that belongs to the log, counted from 1.</summary>
    public required int FirstLine { get; init; }

    /// <summary>The last line that belongs to it.</summary>
    public required int LastLine { get; init; }

    /// <summary>The kernel, e.g. "6.8.0-45-generic", or null.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>The kernel's command line, or null.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The machine, from the line that starts with "DMI:", or null.</summary>
    public string? Machine { get; init; }

    /// <summary>The machines that the prefix of its lines names, or the prompt before it. Empty where neither is shown.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The kind of IOMMU that the log speaks of.</summary>
    public LogVendor Vendor { get; init; }

    /// <summary>The system whose log it is, where that is neither Linux nor Xen: "VMware ESXi". Only its refused requests are read.</summary>
    public string? System { get; init; }

    /// <summary>Whether the kernel ran under Xen, as dom0 or as a guest: the hypervisor then sets up the interrupts.</summary>
    public bool IsXen { get; init; }

    /// <summary>The hypervisor that the kernel found itself on, in its own words, e.g. "KVM"; null where it names none.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Whether it is the log of a virtual machine, by a heading, the hypervisor or the machine that it names.</summary>
    public bool IsGuest => Side == MachineSide.Guest || (Hypervisor is { } found && HypervisorNames.NameOf(found) is not null)
        || (Machine is { } machine && HypervisorNames.OfMachine(machine) is not null);

    /// <summary>Whether interrupt remapping is on.</summary>
    public LogState InterruptRemapping { get; init; }

    /// <summary>The line that says so, or null.</summary>
    public LogStatement? RemappingStatement { get; init; }

    /// <summary>What the kernel says that firmware gets wrong about IOMMUs.</summary>
    public ImmutableArray<LogFirmwareBug> FirmwareBugs { get; init; } = [];

    /// <summary>"xapic" or "x2apic", where the log says it.</summary>
    public string? RemappingMode { get; init; }

    /// <summary>Whether DMA remapping is on.</summary>
    public LogState DmaRemapping { get; init; }

    /// <summary>The lines that say so, in their order.</summary>
    public ImmutableArray<LogStatement> Statements { get; init; } = [];

    /// <summary>The IOMMUs that the log mentions.</summary>
    public ImmutableArray<LogUnit> Units { get; init; } = [];

    /// <summary>The I/O APICs and HPETs whose requester ids the log names; Linux does with <c>amd_iommu_dump</c>.</summary>
    public ImmutableArray<LogInterruptSource> InterruptSources { get; init; } = [];

    /// <summary>The lines about PCI functions.</summary>
    public ImmutableArray<LogFunction> Functions { get; init; } = [];

    /// <summary>The requests that an IOMMU refused.</summary>
    public ImmutableArray<LogFault> Faults { get; init; } = [];

    /// <summary>The interrupts that nobody handled.</summary>
    public ImmutableArray<LogUnhandledInterrupt> Unhandled { get; init; } = [];

    /// <summary>How many messages the kernel says that it left out ("callbacks suppressed", "messages suppressed").</summary>
    public int SuppressedMessages { get; init; }

    /// <summary>Whether the log starts at boot; a later part of it does not show how the machine was set up.</summary>
    public bool StartsAtBoot { get; init; }

    /// <summary>Whether a heading says that it is of a host or of its guest.</summary>
    internal MachineSide Side { get; init; }

    /// <summary>Whether its last line says that the machine starts anew, so that what follows is another boot.</summary>
    internal bool EndsInRestart { get; init; }
}
