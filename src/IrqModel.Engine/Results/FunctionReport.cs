using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>The state of a function at the end of a run.</summary>
public sealed record FunctionReport
{
    private readonly PciFunction function;
    private readonly MsiDomain? domain;
    private readonly MsiDomain? deviceDomain;
    private readonly MsiDomain? busDomain;
    private readonly int pinGsi;

    internal FunctionReport(PciFunction function, RemappingUnit? coveredBy, int? pinGsi, ImmutableArray<InterruptReport> interrupts)
    {
        this.function = function;
        domain = function.MsiDomain;
        deviceDomain = function.DeviceMsiDomain;
        busDomain = function.Bus.MsiDomain;
        this.pinGsi = pinGsi ?? -1;
        Driver = function.Driver?.Name;
        CoveredBy = coveredBy;
        Interrupts = interrupts;
    }

    /// <summary>Its name.</summary>
    public string Name => function.Name;

    /// <summary>Its address.</summary>
    public Bdf Address => function.Address;

    /// <summary>Address of its PF, for a VF.</summary>
    public Bdf? PhysicalFunction => function.PhysicalFunction?.Address;

    /// <summary>Name of its driver, if it has one.</summary>
    public string? Driver { get; }

    /// <summary>Its MSI domain and the levels below; null if it has none.</summary>
    public string? DomainChain => domain?.Chain;

    /// <summary>The function's own domain and the levels below, where each function has one and its MSI is enabled.</summary>
    public string? DeviceDomainChain => deviceDomain?.Chain;

    /// <summary>The same of its bus.</summary>
    public string? BusDomainChain => busDomain?.Chain;

    /// <summary>The remapping unit its requests pass through; null if none.</summary>
    public RemappingUnit? CoveredBy { get; }

    /// <summary>The GSI of its interrupt pin, if its driver uses that.</summary>
    public int? PinGsi => pinGsi < 0 ? null : pinGsi;

    /// <summary>Its allocated interrupts.</summary>
    public ImmutableArray<InterruptReport> Interrupts { get; }

    /// <summary>Whether it is a VF.</summary>
    public bool IsVirtual => function.IsVirtual;

    /// <summary>Whether all its interrupts arrived; false if it has none.</summary>
    public bool Delivers => !Interrupts.IsEmpty && Interrupts.All(interrupt => interrupt.Outcome == DeliveryOutcome.Delivered);

    /// <summary>The reason for which interrupts were refused; <see cref="FaultReason.None"/> if none was.</summary>
    public FaultReason Fault => Interrupts.Select(interrupt => interrupt.Fault).FirstOrDefault(fault => fault != FaultReason.None);
}
