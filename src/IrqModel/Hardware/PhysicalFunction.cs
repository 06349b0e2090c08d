using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A function that exists by itself: an endpoint, with SR-IOV or without, or a bridge.</summary>
[OfKind(FunctionKind.Physical)]
public class PhysicalFunction : PciFunction
{
    private readonly List<VirtualFunction> virtualFunctions = [];

    internal PhysicalFunction(PciBus bus, Bdf address, string? name)
        : base(bus, address, name)
    {
    }

    /// <summary>Where the machine's description has it.</summary>
    internal SourceLocation DescribedAt { get; init; }

    /// <summary>The SR-IOV capability, if the function has one.</summary>
    [NeededFor(Facts.VirtualFunctionsPresent | Facts.VfsHeldByGuests)]
    public SriovCapability? Sriov { get; init; }

    /// <summary>
    /// Whether software can reach <see cref="Sriov"/>: the function has the capability, and every bridge above forwards extended configuration
    /// space, in which it lies. A conventional bridge or one from PCIe to PCI does not.
    /// </summary>
    /// <remarks>Linux <c>pci_bridge_child_ext_cfg_accessible()</c>; PCIe to PCI/PCI-X bridge specification 1.0, 1.4.</remarks>
    [NeededFor(Facts.VirtualFunctionsPresent | Facts.VfsHeldByGuests)]
    public bool CanEnableSriov
    {
        get
        {
            for (var bridge = Bus.Bridge; bridge is not null; bridge = bridge.Bus.Bridge)
            {
                if (bridge.Kind is BridgeKind.PcieToPci or BridgeKind.Conventional) return false;
            }

            return Sriov is not null;
        }
    }

    /// <summary>The VFs that are enabled, in order of their number.</summary>
    [TestsFact(Facts.VirtualFunctionsPresent, IsExact = true)]
    public IReadOnlyList<VirtualFunction> VirtualFunctions => virtualFunctions;

    /// <summary>Whether drivers bind to VFs that come into being (Linux <c>sriov_drivers_autoprobe</c>).</summary>
    [Footprint(Reads = Slots.Binding, Writes = Slots.Binding)]
    public bool VirtualFunctionsMayBind { get; set; } = true;

    /// <summary>The requester id of a VF, whether it is enabled or not.</summary>
    /// <param name="index">Number of the VF, from 0.</param>
    /// <returns>The id, or <see langword="null"/> if it would lie beyond bus 255 or the function has no SR-IOV.</returns>
    /// <remarks>PCIe base specification 9.2.1.2: PF's id + First VF Offset + n * VF Stride.</remarks>
    public RequesterId? RequesterIdOf(int index)
    {
        if (Sriov is not { } sriov) return null;
        var layout = sriov.LayoutFor(EnabledVfs, InAriHierarchy);
        var id = Address.RequesterId.Value + layout.FirstVfOffset + ((long)index * layout.VfStride);
        return id <= ushort.MaxValue ? new RequesterId((ushort)id) : null;
    }

    /// <summary>Whether the bridge above forwards ARI (Linux <c>pci_ari_enabled()</c>).</summary>
    public bool InAriHierarchy => Bus.Bridge is { ForwardsAri: true };

    /// <summary>What an administrator does: asks the driver for so many VFs, or for none with 0. The driver may refuse.</summary>
    /// <param name="count">How many.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The function has no driver.</exception>
    /// <remarks>Linux <c>sriov_numvfs_store()</c>.</remarks>
    [RequiresAbsent(Facts.PoweredDown, Assuming = Assumption.HandlersWait, Rule = RuleIds.ResumedWithoutMessages)]
    [Revokes(Facts.VirtualFunctionsPresent)]
    [MayEnsure(Facts.VirtualFunctionsPresent)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow ConfigureSriov(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ConfigureSriov(this, count, new(file, line));

    /// <summary>Enables VFs; the host adds each, in ascending order.</summary>
    /// <param name="count">How many.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">The function has no SR-IOV, or fewer VFs, or VFs are enabled already, or a VF's bus number is out of
    /// range.</exception>
    /// <remarks>Linux <c>sriov_enable()</c>, <c>sriov_add_vfs()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.PoweredDown, Rule = RuleIds.ResumedWithoutMessages)]
    [Requires(Facts.MsiDomainDecided, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VfBeforePfDomain)]
    [Ensures(Facts.VirtualFunctionsPresent, Once = true)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow EnableSriov(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.EnableSriov(this, count, new(file, line));

    /// <summary>Removes all VFs, then switches them off.</summary>
    /// <remarks>Linux <c>sriov_disable()</c>.</remarks>
    [RequiresAbsent(Facts.VfsHeldByGuests, Assuming = Assumption.GuestsHoldFunctions, Rule = RuleIds.VfsOutliveSriov)]
    [Revokes(Facts.VirtualFunctionsPresent)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow DisableSriov([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.DisableSriov(this, new(file, line));

    /// <summary>Whether VFs of it are in the system (Linux <c>pci_num_vf()</c>).</summary>
    [TestsFact(Facts.VirtualFunctionsPresent, IsExact = true)]
    [Footprint(Reads = Slots.Membership)]
    public bool HasVirtualFunctions => virtualFunctions.Count > 0;

    /// <summary>Whether guests use VFs of it (Linux <c>pci_vfs_assigned()</c>).</summary>
    [TestsFact(Facts.VfsHeldByGuests, IsExact = true)]
    [Footprint(Reads = Slots.Membership | Slots.Binding)]
    public bool HasVirtualFunctionsInGuests => virtualFunctions.Exists(function => function.Guest is not null);

    /// <summary>Sets NumVFs and VF Enable: the VFs answer in hardware. Software does not know them yet.</summary>
    /// <param name="count">How many.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="EnableSriov"/>.</exception>
    /// <remarks>The first half of Linux <c>sriov_enable()</c>; PCIe base specification 9.3.3.3.1.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Footprint(Writes = Slots.Membership)]
    public void SetVfEnable(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SetVfEnable(this, count, new(file, line));

    /// <summary>Adds the VFs that answer in hardware, in ascending order.</summary>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="InvalidOperationException">VF Enable is not set.</exception>
    /// <remarks>Linux <c>sriov_add_vfs()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.PoweredDown, Rule = RuleIds.ResumedWithoutMessages)]
    [Requires(Facts.MsiDomainDecided, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VfBeforePfDomain)]
    [Ensures(Facts.VirtualFunctionsPresent)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow AddVirtualFunctions([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.AddVirtualFunctions(this, new(file, line));

    /// <summary>Removes the VFs, in ascending order. They go on answering in hardware.</summary>
    /// <remarks>Linux <c>sriov_del_vfs()</c>.</remarks>
    [RequiresAbsent(Facts.VfsHeldByGuests, Assuming = Assumption.GuestsHoldFunctions, Rule = RuleIds.VfsOutliveSriov)]
    [Revokes(Facts.VirtualFunctionsPresent)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow RemoveVirtualFunctions([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.RemoveVirtualFunctions(this, new(file, line));

    /// <summary>Clears VF Enable: the VFs are gone from hardware.</summary>
    /// <remarks>The last steps of Linux <c>sriov_disable()</c>.</remarks>
    [RequiresAbsent(Facts.VirtualFunctionsPresent, Rule = RuleIds.VfsOutliveSriov)]
    [Footprint(Writes = Slots.Membership)]
    public void ClearVfEnable([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ClearVfEnable(this, new(file, line));

    /// <summary>How many VFs answer in hardware: NumVFs while VF Enable is set.</summary>
    internal int EnabledVfs { get; set; }

    internal void Attach(VirtualFunction function) => virtualFunctions.Add(function);

    internal void Detach(VirtualFunction function) => virtualFunctions.Remove(function);
}
