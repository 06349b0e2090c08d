using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Assignments that compute what they assign, and those that take a value apart.</summary>
internal sealed partial class FlowPass
{
    private Value AssignCompound(ICompoundAssignmentOperation assignment)
    {
        var place = PlaceOf(assignment.Target);
        var left = Read(place);
        var right = Evaluate(assignment.Value);
        var value = Compute(assignment, assignment.OperatorMethod, assignment.OperatorKind, left, right, assignment.Target, assignment.Value);
        if (!IsTelling(right)) value = Counted(value);
        Store(place, value, null);
        return value;
    }

    private Value Increment(IIncrementOrDecrementOperation operation)
    {
        var place = PlaceOf(operation.Target);
        var before = Read(place);
        var after = operation.OperatorMethod is { } method
            ? CallOperator(operation, method, new[] { before }, new[] { operation.Target })
            : Counted(Sum(before, Value.OfNumber(1), operation.Kind == OperationKind.Increment ? 1 : -1));
        Store(place, after, null);
        return operation.IsPostfix ? before : after;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation operation)
    {
        var value = Evaluate(operation.Value);
        StoreParts(operation.Target, value, DeconstructionOf(operation), operation.Value);
        return value;
    }

    private void StoreParts(IOperation target, Value value, DeconstructionInfo? how, IOperation source)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation { Elements: var elements })
        {
            Store(PlaceOf(target), value, null);
            return;
        }

        var parts = PartsOf(value, how?.Method, elements.Length, source);
        for (var index = 0; index < elements.Length; index++)
        {
            var part = parts?[index] ?? Found(elements[index], elements[index].Type, 0);
            var nested = how is { Nested: { IsDefault: false } inner } && index < inner.Length ? inner[index] : (DeconstructionInfo?)null;
            StoreParts(elements[index], part, nested, elements[index]);
        }
    }

    /// <summary>What a value gives when it is taken apart; <see langword="null"/> if that is not known, and the value out of hand.</summary>
    private Value?[]? PartsOf(Value value, IMethodSymbol? method, int count, IOperation site)
    {
        if (value.Single >= 0 && table[value.Single].Handle is TupleHandle)
        {
            var parts = new Value?[count];
            for (var index = 0; index < count; index++) parts[index] = TupleElement(value, index);
            return parts;
        }

        if (method is null)
        {
            Escape(value);
            return null;
        }

        if (method.IsImplicitlyDeclared) return PropertiesOf(value, method, site);
        var isExtension = method.IsStatic || method.ReducedFrom is not null;
        var called = method.ReducedFrom ?? method;
        var arguments = new Value[called.Parameters.Length];
        for (var index = 0; index < arguments.Length; index++) arguments[index] = isExtension && index == 0 ? value : Value.Unknown;
        handedBack = null;
        Call(
            site, called, isExtension ? null : site, isExtension ? null : value, arguments, new IOperation?[arguments.Length],
            isVirtual: called.IsVirtual || called.IsAbstract || called.IsOverride);
        if (handedBack is null || !isExtension) return handedBack;
        var rest = new Value?[count];
        Array.Copy(handedBack, 1, rest, 0, count);
        return rest;
    }

    // What the compiler writes for a record: each parameter is the property of its name.
    private Value?[] PropertiesOf(Value value, IMethodSymbol method, IOperation site)
    {
        var parts = new Value?[method.Parameters.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            foreach (var member in method.ContainingType.GetMembers(method.Parameters[index].Name))
            {
                if (member is IPropertySymbol property && program.IsStable(property)) parts[index] = ReadMember(value, property, property.Type, site);
            }
        }

        return parts;
    }

    private DeconstructionInfo? DeconstructionOf(IDeconstructionAssignmentOperation operation)
    {
        var around = body;
        while (around.Outer is not null) around = around.Outer;
        if (around.Graph.OriginalOperation.SemanticModel is not { } model) return null;
        for (var node = operation.Syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment:
                    return model.GetDeconstructionInfo(assignment);
                case ForEachVariableStatementSyntax loop:
                    return model.GetDeconstructionInfo(loop);
                case StatementSyntax:
                    return null;
            }
        }

        return null;
    }
}
