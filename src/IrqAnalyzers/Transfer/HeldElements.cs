using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Delegates that a body takes out of a collection which a field holds: by index or key, in a loop, from its end, or in the lambda of a query.</summary>
internal sealed class HeldElements(BodyContext context, References references)
{
    private Dictionary<ISymbol, ISymbol?>? locals;

    /// <summary>The field with the collection that an expression takes an element from; <see langword="null"/> if it is none.</summary>
    public ISymbol? CollectionOf(IOperation element)
    {
        element = Unconverted(references.Resolve(element))!;
        if (element is IParameterReferenceOperation { Parameter: var asked }) return QueriedFor(asked);
        if (element is not ILocalReferenceOperation { Local: var local }) return TakenFrom(element, captures: null);
        locals ??= FindLocals();
        return locals.TryGetValue(local, out var member) ? member : null;
    }

    // The collection whose elements a query hands to the lambda that is this body.
    private ISymbol? QueriedFor(IParameterSymbol parameter)
    {
        var body = context.Body;
        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method)
            && body.Syntax is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var queried } } query } }
            && body.Model is { } model && model.GetSymbolInfo(query, context.Cancellation).Symbol is IMethodSymbol { Name: "Any" or "All" or "Exists" or "TrueForAll" or "First" or "FirstOrDefault" or "Find" or "Count" } method
            && context.Program.IsForeign(method.ContainingAssembly)
            && model.GetSymbolInfo(queried, context.Cancellation).Symbol is (IFieldSymbol or IPropertySymbol { IsIndexer: false }) and var member && context.Program.IsOwn(member)
            ? member
            : null;
    }

    private ISymbol? TakenFrom(IOperation element, Dictionary<CaptureId, IOperation>? captures) => Unconverted(element) switch
    {
        // What a loop over an array gives comes as an object.
        IConversionOperation { OperatorMethod: null } conversion => TakenFrom(conversion.Operand, captures),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => MemberOf(collection),
        IPropertyReferenceOperation { Property.Name: "Current", Instance: IFlowCaptureReferenceOperation enumerator } when captures is not null && captures.TryGetValue(enumerator.Id, out var enumerated) => MemberOf(enumerated),
        IArrayElementReferenceOperation { ArrayReference: var array } => MemberOf(array),
        IImplicitIndexerReferenceOperation { Instance: { } indexed } => MemberOf(indexed),
        IInvocationOperation { TargetMethod.Name: "Dequeue" or "Pop" or "Peek" or "First" or "Last" or "FirstOrDefault" or "LastOrDefault" or "GetValueOrDefault" } call =>
            call.Instance is { } instance ? MemberOf(instance) : call.Arguments.Length > 0 ? MemberOf(call.Arguments[0].Value) : null,
        _ => null,
    };

    /// <summary>The member of the project that an expression reads; <see langword="null"/> if it reads none.</summary>
    public ISymbol? MemberOf(IOperation collection) => Unconverted(references.Resolve(collection)) switch
    {
        IFieldReferenceOperation { Field: var member } when context.Program.IsOwn(member) => member,
        IPropertyReferenceOperation { Property: { IsIndexer: false } member } when context.Program.IsOwn(member) => member,
        IPropertyReferenceOperation { Property.Name: "Values", Instance: { } dictionary } => MemberOf(dictionary),
        _ => null,
    };

    // A local that is assigned elements of several collections, or anything else, is of none.
    private Dictionary<ISymbol, ISymbol?> FindLocals()
    {
        var found = new Dictionary<ISymbol, ISymbol?>(SymbolEqualityComparer.Default);
        var captures = new Dictionary<CaptureId, IOperation>();
        foreach (var block in context.Body.Graph.Blocks)
        {
            foreach (var operation in block.Operations) Note(operation, found, captures);
            if (block.BranchValue is { } value) Note(value, found, captures);
        }

        return found;
    }

    private void Note(IOperation within, Dictionary<ISymbol, ISymbol?> found, Dictionary<CaptureId, IOperation> captures)
    {
        foreach (var operation in within.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFlowCaptureOperation { Id: var id, Value: var captured } when Unconverted(captured) is IInvocationOperation { TargetMethod.Name: "GetEnumerator", Instance: { } enumerated }:
                    captures[id] = enumerated;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } when local.Type.TypeKind == TypeKind.Delegate:
                    Add(found, local, TakenFrom(value, captures));
                    break;
                case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "TryDequeue" or "TryPop" or "TryPeek" or "Remove", Instance: { } collection } call:
                    foreach (var argument in call.Arguments)
                    {
                        var target = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
                        if (argument.Parameter is { RefKind: RefKind.Out } && target is ILocalReferenceOperation { Local: var given }) Add(found, given, MemberOf(collection));
                    }

                    break;
            }
        }
    }

    private static void Add(Dictionary<ISymbol, ISymbol?> found, ISymbol local, ISymbol? member) =>
        found[local] = !found.TryGetValue(local, out var known) || SymbolEqualityComparer.Default.Equals(known, member) ? member : null;
}
