using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>The state of a function at the end of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address.</param>
/// <param name="PhysicalFunction">Address of its PF, for a VF.</param>
/// <param name="Driver">Name of its driver, if it has one.</param>
/// <param name="DomainChain">Its MSI domain and the levels below; null if it has none.</param>
/// <param name="DeviceDomainChain">The function's own domain and the levels below, where each function has one and its MSI is enabled.</param>
/// <param name="BusDomainChain">The same of its bus.</param>
/// <param name="CoveredBy">The remapping unit its requests pass through; null if none.</param>
/// <param name="PinGsi">The GSI of its interrupt pin, if its driver uses that.</param>
/// <param name="Interrupts">Its allocated interrupts.</param>
public sealed record FunctionReport(
    string Name, Bdf Address, Bdf? PhysicalFunction, string? Driver, string? DomainChain, string? DeviceDomainChain,
    string? BusDomainChain, RemappingUnit? CoveredBy, int? PinGsi, ImmutableArray<InterruptReport> Interrupts)
{
    /// <summary>Whether it is a VF.</summary>
    public bool IsVirtual => PhysicalFunction is not null;

    /// <summary>Whether all its interrupts arrived; false if it has none.</summary>
    public bool Delivers => !Interrupts.IsEmpty && Interrupts.All(interrupt => interrupt.Outcome == DeliveryOutcome.Delivered);

    /// <summary>The reason for which interrupts were refused; <see cref="FaultReason.None"/> if none was.</summary>
    public FaultReason Fault => Interrupts.Select(interrupt => interrupt.Fault).FirstOrDefault(fault => fault != FaultReason.None);
}
