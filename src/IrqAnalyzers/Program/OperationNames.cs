using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>
/// The names of operations whose contracts say that they bring a fact about, or take nothing but that fact back: those of the DSL and of the project.
/// Asked only when a handler is about to be blamed.
/// </summary>
internal sealed class OperationNames
{
    private readonly Compilation compilation;
    private readonly ContractTable contracts;
    private readonly Lazy<HashSet<string>> managing;
    private readonly Lazy<HashSet<string>> unmasking;

    public OperationNames(Compilation compilation, ContractTable contracts)
    {
        this.compilation = compilation;
        this.contracts = contracts;
        managing = new(() => Collect(contracts.Known.FactOf("VectorsManaged"), EffectKind.Ensure));
        unmasking = new(() => Collect(contracts.Known.FactOf("VectorsMasked"), EffectKind.Revoke));
    }

    /// <summary>Operations after which the core gives back what a driver leaves.</summary>
    public HashSet<string> Managing => managing.Value;

    /// <summary>Operations that let masked vectors send again, and do nothing else.</summary>
    public HashSet<string> Unmasking => unmasking.Value;

    private HashSet<string> Collect(FactMask fact, EffectKind kind)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(contracts.Known.Assembly.GlobalNamespace, fact, kind, names);
        Collect(compilation.Assembly.GlobalNamespace, fact, kind, names);
        return names;
    }

    private void Collect(INamespaceOrTypeSymbol container, FactMask fact, EffectKind kind, HashSet<string> names)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner) Collect(inner, fact, kind, names);
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && Has(contracts.Of(method), fact, kind)) names.Add(method.Name);
        }
    }

    private static bool Has(OperationContract contract, FactMask fact, EffectKind kind)
    {
        foreach (var effect in contract.Effects)
        {
            if (effect.Kind == kind && (kind == EffectKind.Ensure ? (effect.Facts & fact) != 0 : effect.Facts == fact)) return true;
        }

        return false;
    }
}
