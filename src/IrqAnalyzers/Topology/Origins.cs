using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Tells from declarations alone which operations may have to do with the description of a machine.</summary>
internal sealed class Origins
{
    private readonly TopologyContext context;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> holders = new(SymbolEqualityComparer.Default);

    public Origins(TopologyContext context) => this.context = context;

    public bool Describes(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: var method } call:
                return context.Types.PartOf(method) != TopologyPart.None || (context.Bodies.IsOwn(method) && LeadsToMachine(method, call.Instance));
            case IObjectCreationOperation { Constructor: { } constructor }:
                return context.Types.PartOf(constructor) == TopologyPart.Machine
                    || (context.Bodies.IsOwn(constructor) && HoldsMachine(constructor.ContainingType));
            default:
                return false;
        }
    }

    // Members that are called on 'this' are examined where the object is created.
    private bool LeadsToMachine(IMethodSymbol method, IOperation? instance) =>
        IsMachine(method.ReturnType) || method.Parameters.Any(parameter => IsMachine(parameter.Type))
        || (instance is not null and not IInstanceReferenceOperation && HoldsMachine(method.ContainingType));

    private bool IsMachine(ITypeSymbol type) => context.Types.PartOf(type) is TopologyPart.Machine or TopologyPart.Bus;

    private bool HoldsMachine(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        return holders.TryGetValue(type, out var known) ? known : holders.GetOrAdd(type, Find(type));
    }

    private bool Find(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null && context.Bodies.IsOwn(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                var isHeld = member switch
                {
                    IFieldSymbol { IsStatic: false } field => IsMachine(field.Type),
                    IPropertySymbol { IsStatic: false } property => IsMachine(property.Type),
                    IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.Parameters.Any(parameter => IsMachine(parameter.Type)),
                    _ => false,
                };
                if (isHeld) return true;
            }
        }

        return false;
    }
}
