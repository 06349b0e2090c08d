using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>What a body has said of one machine so far.</summary>
internal sealed class MachineModel
{
    public MachineModel(Guard? guard, SyntaxNode? creation = null) => (Guard, Creation) = (guard, creation);

    public Guard? Guard { get; }

    /// <summary>Where it is made; <see langword="null"/> for one that a body was given.</summary>
    public SyntaxNode? Creation { get; }

    /// <summary>Whether others can describe parts of it too, so that nothing can be said to be missing.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it is what the body returns.</summary>
    public bool IsReturned { get; set; }

    /// <summary>Whether interrupts can be remapped, as far as the description says.</summary>
    public Tri Remaps { get; set; } = Tri.True;

    public List<BusPart> Buses { get; } = new();

    public List<FunctionPart> Functions { get; } = new();

    public List<UnitPart> Units { get; } = new();

    public List<IoApicPart> IoApics { get; } = new();
}
