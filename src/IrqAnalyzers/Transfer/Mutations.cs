using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;

namespace IrqAnalyzers.Transfer;

/// <summary>Assignments that compute what they assign, and those that take a value apart.</summary>
internal sealed class Mutations(
    BodyContext context, Cursor at, Heap heap, Escapes escapes, Comparisons comparisons, ICallDispatcher dispatcher, Stores stores,
    Operators operators, IEvaluator evaluator)
{
    private readonly Body body = context.Body;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public Value AssignCompound(ICompoundAssignmentOperation assignment)
    {
        var place = stores.PlaceOf(assignment.Target);
        var left = stores.Read(place);
        var right = evaluator.Evaluate(assignment.Value);
        var value = operators.Compute(assignment, assignment.OperatorMethod, assignment.OperatorKind, left, right, assignment.Target, assignment.Value);
        if (!IsTelling(right)) value = Counted(value);
        stores.Store(place, value, null);
        return value;
    }

    public Value Increment(IIncrementOrDecrementOperation operation)
    {
        var place = stores.PlaceOf(operation.Target);
        var before = stores.Read(place);
        var after = operation.OperatorMethod is { } method
            ? operators.CallOperator(operation, method, new[] { before }, new[] { operation.Target })
            : Counted(comparisons.Sum(before, Value.OfNumber(1), operation.Kind == OperationKind.Increment ? 1 : -1));
        stores.Store(place, OfState(after, operation.Target), null);
        return operation.IsPostfix ? before : after;
    }

    // How far a member has been counted tells what was done before.
    private static Value OfState(Value after, IOperation target) => target is IMemberReferenceOperation && after.IsOpen ? after.WithFree(false) : after;

    // Of a number that counts rounds it is forgotten what it was before, which it depends on: disjuncts that were apart by it are one again.
    private Value Counted(Value after) => after.IsLossy && context.Tested.IsInLoop(at.Block) ? Value.Free : after;

    public Value Deconstruct(IDeconstructionAssignmentOperation operation)
    {
        var value = evaluator.Evaluate(operation.Value);
        StoreParts(operation.Target, value, DeconstructionOf(operation), operation.Value);
        return value;
    }

    private void StoreParts(IOperation target, Value value, DeconstructionInfo? how, IOperation source)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (target is not ITupleOperation { Elements: var elements })
        {
            stores.Store(stores.PlaceOf(target), value, null);
            return;
        }

        var parts = PartsOf(value, how?.Method, elements.Length, source);
        for (var index = 0; index < elements.Length; index++)
        {
            var part = parts?[index] ?? heap.Found(elements[index], elements[index].Type, 0);
            var nested = how is { Nested: { IsDefault: false } inner } && index < inner.Length ? inner[index] : (DeconstructionInfo?)null;
            StoreParts(elements[index], part, nested, elements[index]);
        }
    }

    /// <summary>What a value gives when it is taken apart; <see langword="null"/> if that is not known; then the value escapes.</summary>
    public Value?[]? PartsOf(Value value, IMethodSymbol? method, int count, IOperation site)
    {
        if (value is { MayBeOther: false, Objects: { Length: > 0 } objects } && Array.TrueForAll(objects, id => table[id].Handle is TupleHandle))
        {
            var parts = new Value?[count];
            for (var index = 0; index < count; index++) parts[index] = heap.TupleElement(value, index);
            return parts;
        }

        if (method is null)
        {
            escapes.Escape(value);
            return null;
        }

        if (method.IsImplicitlyDeclared) return PropertiesOf(value, method, site);
        var isExtension = method.IsStatic || method.ReducedFrom is not null;
        var called = method.ReducedFrom ?? method;
        var arguments = new Value[called.Parameters.Length];
        for (var index = 0; index < arguments.Length; index++) arguments[index] = isExtension && index == 0 ? value : Value.Unknown;
        var given = dispatcher.Call(new(
            site, called, isExtension ? null : site, isExtension ? null : value, arguments, new IOperation?[arguments.Length],
            isVirtual: called.IsVirtual || called.IsAbstract || called.IsOverride)).GivenBack;
        if (given is null || !isExtension) return given;
        var rest = new Value?[count];
        Array.Copy(given, 1, rest, 0, count);
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
                if (member is IPropertySymbol property && program.IsStable(property)) parts[index] = heap.ReadMember(value, property, property.Type, site);
            }
        }

        return parts;
    }

    private DeconstructionInfo? DeconstructionOf(IDeconstructionAssignmentOperation operation)
    {
        if (body.Model is not { } model) return null;
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
