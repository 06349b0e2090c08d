using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// What a type's own query (<c>[Admits]</c>: <c>PciDriver.Matches</c>) says for good of the objects that its handlers get: their kind, and facts that they can
/// never have. It is read off a query that is one expression.
/// </summary>
internal sealed class AdmittedObjects
{
    private static readonly Admission Anything = new(Kinds.Any, FactMask.None);
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Admission> known = new(SymbolEqualityComparer.Default);

    public AdmittedObjects(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    /// <summary>What is known of the object that a handler gets for a parameter.</summary>
    public Admission Of(IMethodSymbol handler, IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (!handler.IsOverride || ReferenceEquals(contracts.Of(parameter), ParameterContract.None) || handler.ContainingType is not { } type) return Anything;
        return known.TryGetValue(type, out var admission) ? admission : known.GetOrAdd(type, Find(type, cancellation));
    }

    private Admission Find(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // A query that a derived type widens says nothing of what this type's handlers get.
        if (QueryOf(type) is not { } query || query.Parameters.Length != 1 || program.Implementations.Of(query) is not { Count: 1 }) return Anything;
        if (query.DeclaringSyntaxReferences.Length != 1 || program.OperationOf(query, cancellation) is not IMethodBodyOperation body) return Anything;
        if ((body.BlockBody ?? body.ExpressionBody) is not { Operations: { Length: 1 } only } || only[0] is not IReturnOperation { ReturnedValue: { } answer })
            return Anything;
        var subject = query.Parameters[0];
        var kinds = new KindTests(contracts).Of(answer, subject).IfTrue;

        // Nobody calls the handlers of a type that wants nothing: what they would do is looked at all the same.
        return kinds == Kinds.None ? Anything : new(kinds, new Exclusions(contracts, subject).Of(answer, outcome: true));
    }

    // The query of a type that overrides the one with the attribute.
    private IMethodSymbol? QueryOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && program.IsOwn(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IMethodSymbol { IsOverride: true, ReturnType.SpecialType: SpecialType.System_Boolean } method && Admits(method)) return method;
            }
        }

        return null;
    }

    private bool Admits(IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (contracts.Known.RoleOf(attribute) == AttributeRole.Admits) return true;
            }
        }

        return false;
    }

    /// <summary>What is known of an object from the start.</summary>
    internal readonly struct Admission
    {
        public Admission(Kinds kinds, FactMask never) => (Kinds, Never) = (kinds, never);

        /// <summary>The kinds that it may be of.</summary>
        public Kinds Kinds { get; }

        /// <summary>The facts that it can never have.</summary>
        public FactMask Never { get; }
    }

    /// <summary>The facts that an outcome of a condition rules out, because a property that they need is false or null.</summary>
    private readonly struct Exclusions
    {
        private readonly ContractTable contracts;
        private readonly IParameterSymbol subject;

        public Exclusions(ContractTable contracts, IParameterSymbol subject) => (this.contracts, this.subject) = (contracts, subject);

        public FactMask Of(IOperation condition, bool outcome)
        {
            switch (KindTests.Unwrapped(condition))
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                    return Of(operand, !outcome);
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, LeftOperand: var left, RightOperand: var right } both:
                    return Merge(Of(left, outcome), Of(right, outcome), both.OperatorKind == BinaryOperatorKind.ConditionalAnd == outcome);
                case IPropertyReferenceOperation { Property: var property, Instance: { } of } when IsSubject(of):
                    return outcome ? FactMask.None : contracts.Of(property).NeededFor;
                case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsSubject(value):
                    return OfObject(pattern, outcome);
                case IIsPatternOperation { Value: var value, Pattern: var pattern }
                    when KindTests.Unwrapped(value) is IPropertyReferenceOperation { Property: var property, Instance: { } of } && IsSubject(of):
                    return OfValue(property, pattern, outcome);
                default:
                    return FactMask.None;
            }
        }

        private static FactMask Merge(FactMask one, FactMask other, bool bothHold) => bothHold ? one | other : one & other;

        private bool IsSubject(IOperation operation) => KindTests.Is(operation, subject);

        private FactMask OfObject(IPatternOperation pattern, bool outcome)
        {
            switch (pattern)
            {
                case INegatedPatternOperation { Pattern: var inner }:
                    return OfObject(inner, !outcome);
                case IBinaryPatternOperation both:
                    return Merge(OfObject(both.LeftPattern, outcome), OfObject(both.RightPattern, outcome), both.OperatorKind == BinaryOperatorKind.And == outcome);
                case IRecursivePatternOperation { PropertySubpatterns: { Length: > 0 } parts, DeconstructionSubpatterns.IsEmpty: true, MatchedType: var type }:
                    // It may fail by another part, or by its type: only if that is a whole kind the object is none of those that have the facts.
                    if (!outcome && (parts.Length > 1 || !contracts.DefinesKind(type))) return FactMask.None;
                    var never = FactMask.None;
                    foreach (var part in parts)
                    {
                        if (part.Member is IPropertyReferenceOperation { Property: var property }) never |= OfValue(property, part.Pattern, outcome);
                    }

                    return never;
                default:
                    return FactMask.None;
            }
        }

        private FactMask OfValue(IPropertySymbol property, IPatternOperation pattern, bool outcome)
        {
            while (pattern is INegatedPatternOperation negated) (pattern, outcome) = (negated.Pattern, !outcome);
            var isMissing = pattern switch
            {
                IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or false } } => outcome,
                IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } } => !outcome,
                IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => !outcome,
                _ => false,
            };
            return isMissing ? contracts.Of(property).NeededFor : FactMask.None;
        }
    }
}
