using IrqModel.Contracts;

namespace IrqModel;

/// <summary>A bridge and the bus below it.</summary>
[OfKind(FunctionKind.Physical)]
public sealed class PciBridge : PhysicalFunction
{
    internal PciBridge(PciBus bus, Bdf address, string? name, BridgeKind kind)
        : base(bus, address, name) => Kind = kind;

    /// <summary>What sort of bridge it is.</summary>
    public BridgeKind Kind { get; }

    /// <summary>The bus below.</summary>
    [States(TopologyTrait.SecondaryBus)]
    public PciBus SecondaryBus { get; internal set; } = null!;

    /// <summary>The last bus number that is routed through the bridge.</summary>
    public byte SubordinateBus
    {
        get
        {
            if (DeclaredSubordinate is { } declared) return declared;
            var last = SecondaryBus.Number;
            foreach (var function in SecondaryBus.Functions)
            {
                if (function is PciBridge bridge) last = Math.Max(last, bridge.SubordinateBus);
            }

            return last;
        }
    }

    /// <summary>
    /// Whether the port forwards ARI, so that device numbers below it are part of the function number.
    /// </summary>
    /// <remarks>Linux <c>pci_configure_ari()</c>, <c>bridge-&gt;ari_enabled</c>.</remarks>
    public bool ForwardsAri { get; set; }

    internal byte? DeclaredSubordinate { get; set; }
}
